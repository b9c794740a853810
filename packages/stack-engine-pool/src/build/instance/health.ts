import { HEALTH_PORT, TLS_PORT } from '../ports';
import { DRAINING } from './drain';
import { InstanceFile } from './file';

/**
 * Answers the load balancer. An engine answers a plain GET with 500 and a complaint
 * about client metadata, which nothing else does: that, and an open TLS port, is health.
 */
export const healthAgent: InstanceFile = {
  path: '/usr/local/sbin/enginehouse-health',
  program: true,
  content: `
#!/usr/bin/python3
import http.client, http.server, os, socket, socketserver

ENGINE = int(os.environ.get("ENGINE_PORT", "1234"))
TLS = int(os.environ.get("TLS_PORT", "${TLS_PORT}"))
HEALTH = int(os.environ.get("HEALTH_PORT", "${HEALTH_PORT}"))
DRAINING = os.environ.get("DRAINING", "${DRAINING}")

def trouble():
    """What keeps the engine from serving, in words; None while it serves."""
    if os.path.exists(DRAINING):
        return "draining"
    try:
        connection = http.client.HTTPConnection("127.0.0.1", ENGINE, timeout=3)
        connection.request("GET", "/")
        answer = connection.getresponse()
        if answer.status != 500 or b"client metadata" not in answer.read(4096):
            return "engine answers strangely"
    except (OSError, http.client.HTTPException):
        return "engine does not answer"
    try:
        socket.create_connection(("127.0.0.1", TLS), timeout=2).close()
    except OSError:
        return "TLS terminator does not answer"
    return None

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        reason = trouble()
        body = (reason or "serving").encode()
        self.send_response(503 if reason else 200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass

# http.server's own threading server is not in the Python of RHEL 8.
class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

Server(("", HEALTH), Handler).serve_forever()
`,
};

export const healthUnit: InstanceFile = {
  path: '/etc/systemd/system/dagger-health.service',
  content: `
[Unit]
Description=Health of the Dagger engine for the load balancer
[Service]
ExecStart=/usr/bin/python3 ${healthAgent.path}
DynamicUser=yes
Restart=always
[Install]
WantedBy=multi-user.target
`,
};
