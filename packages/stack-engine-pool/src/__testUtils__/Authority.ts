import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate with its key, as PEM. */
export interface Identity {
  cert: string;
  key: string;
  certPath: string;
  keyPath: string;
}

const CONFIG = `
[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
rand_serial = yes
certificate = ca.pem
private_key = ca.key
default_md = sha256
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
`;

/** A throwaway certificate authority in a folder of its own. */
export class Authority {
  readonly certPath: string;
  readonly #folder: string;

  constructor(parent: string, name: string) {
    this.#folder = join(parent, name);
    this.certPath = join(this.#folder, 'ca.pem');
    mkdirSync(this.#folder);
    writeFileSync(join(this.#folder, 'index.txt'), '');
    writeFileSync(join(this.#folder, 'ca.cnf'), CONFIG);
    this.#openssl(
      `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ca.key -out ca.pem -subj /CN=${name} -days 2`,
    );
  }

  get cert(): string {
    return readFileSync(this.certPath, 'utf8');
  }

  /**
   * Signs a certificate for a new key.
   *
   * @param validity - `from` and `to` as `YYYYMMDDHHMMSSZ`; a day from now by default
   */
  issue(
    name: string,
    { san, validity }: { san?: string; validity?: [string, string] } = {},
  ): Identity {
    this.#openssl(
      `req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ${name}.key -out ${name}.csr -subj /CN=${name}${
        san ? ` -addext subjectAltName=${san}` : ''
      }`,
    );
    return this.sign(`${name}.csr`, name, validity);
  }

  /** Signs a request; its path may be relative to the folder. */
  sign(request: string, name: string, validity?: [string, string]): Identity {
    const [from, to] = validity ?? [];
    this.#openssl(
      `ca -config ca.cnf -batch -notext -in ${request} -out ${name}.pem ${
        from ? `-startdate ${from} -enddate ${to}` : '-days 1'
      }`,
    );
    const certPath = join(this.#folder, `${name}.pem`);
    const keyPath = join(this.#folder, `${name}.key`);
    return {
      ...{ certPath, keyPath },
      cert: readFileSync(certPath, 'utf8'),
      key: readFileSync(keyPath, 'utf8'),
    };
  }

  #openssl(args: string) {
    execFileSync('openssl', args.split(' '), {
      cwd: this.#folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }
}
