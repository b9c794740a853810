'use strict';

const http = require('node:http');

/** What ECS offers the containers of a task: the credentials of the task's role, at an address in their environment. */
class TaskCredentials {
  /** Environment of a container. */
  env;
  /** How often they were asked for. */
  asked = 0;
  #server = http.createServer((_, answer) => {
    this.asked += 1;
    answer.setHeader('Content-Type', 'application/json').end(
      JSON.stringify({
        AccessKeyId: 'local',
        SecretAccessKey: 'local',
        Token: 'local',
        Expiration: new Date(Date.now() + 3_600_000).toISOString(),
      }),
    );
  });

  static async start() {
    const credentials = new TaskCredentials();
    const server = credentials.#server;
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    credentials.env = {
      AWS_REGION: 'ap-northeast-2',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${
        server.address().port
      }/credentials`,
      // Files of the person who runs the tests come first otherwise.
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_CONFIG_FILE: '/dev/null',
    };
    return credentials;
  }

  stop() {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

module.exports = { TaskCredentials };
