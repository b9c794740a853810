import { ENGINE_LOG, ENGINE_TEXT } from './logFiles';
import { InstanceFile } from './file';

const PROGRAM = '/usr/local/sbin/enginehouse-log';

/**
 * The engine writes `key=value` text and knows no other form. This makes JSON of it, a
 * line each, so that CloudWatch can filter and count by field. What belongs together
 * has the same `correlation_id`: the session's id, else the trace's.
 */
export function structuredLog(service: string): InstanceFile[] {
  return [
    {
      path: PROGRAM,
      program: true,
      content: String.raw`
#!/usr/bin/python3
import io, json, re, sys

FIELD = re.compile(r'([^\s="]+)=("(?:[^"\\]|\\.)*"|\S*)')
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
CORRELATION = ("session", "sessionID", "session_id", "traceID", "clientID", "client_id")

def value(text):
    if NUMBER.fullmatch(text):
        return json.loads(text)
    if not text.startswith('"'):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text[1:-1]

def level(line):
    """Of a line without fields: what Go writes when the engine itself crashes is an error like no other."""
    return next((word for word in ("panic", "fatal") if line.startswith((word + ":", word + " error:"))), "info")

def name(key):
    return re.sub(r"[^A-Za-z0-9]+", "_", key).strip("_")

# What containers write is not always UTF-8, and one such line must not end the log.
for line in io.TextIOWrapper(sys.stdin.buffer, "utf-8", "replace"):
    line = line.rstrip("\n")
    if not line:
        continue
    fields = {name(key): value(text) for key, text in FIELD.findall(line)}
    if "level" not in fields or "msg" not in fields:
        fields = {"level": level(line), "msg": line}
    word = str(fields["level"]).lower()
    fields["level"] = "warn" if word == "warning" else word
    found = next((fields[field] for field in CORRELATION if field in fields), None)
    if found is not None:
        fields["correlation_id"] = str(found)
    fields["service"] = sys.argv[1]
    sys.stdout.buffer.write(json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
`,
    },
    {
      path: '/etc/systemd/system/dagger-log.service',
      content: `
[Unit]
Description=Structured log of the Dagger engine
Before=dagger-engine.service
[Service]
ExecStartPre=/usr/bin/touch ${ENGINE_TEXT}
ExecStart=/bin/bash -c 'tail -F -n 0 ${ENGINE_TEXT} | ${PROGRAM} ${service}'
StandardOutput=append:${ENGINE_LOG}
StandardError=journal
Restart=always
RestartSec=5
[Install]
WantedBy=multi-user.target
`,
    },
  ];
}
