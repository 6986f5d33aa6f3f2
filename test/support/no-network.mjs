// Loaded with --import into a child process and its threads: every way out is closed, and each try is written down.
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import dgram from 'node:dgram';
import dns from 'node:dns';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';

const trap = (what) =>
  function closed() {
    appendFileSync(process.env.NETWORK_TRIES, `${what}\n`);
    throw new Error(`network: ${what}`);
  };
const close = (module, name, methods) => {
  for (const method of methods) module[method] = trap(`${name}.${method}`);
};

close(net, 'net', ['connect', 'createConnection', 'createServer']);
net.Socket.prototype.connect = trap('net.Socket.connect');
net.Server.prototype.listen = trap('net.Server.listen');
close(tls, 'tls', ['connect', 'createServer']);
close(http, 'http', ['request', 'get', 'createServer']);
close(https, 'https', ['request', 'get', 'createServer']);
close(http2, 'http2', ['connect', 'createServer', 'createSecureServer']);
close(dgram, 'dgram', ['createSocket']);
const names = Object.keys(dns).filter((name) => /^(?:lookup|resolve|reverse)/.test(name));
close(dns, 'dns', names);
for (const name of names)
  if (typeof dns.promises[name] === 'function') dns.promises[name] = trap(`dns.promises.${name}`);
globalThis.fetch = trap('fetch');
globalThis.WebSocket = trap('WebSocket');
syncBuiltinESMExports();
appendFileSync(process.env.NETWORK_TRIES, 'loaded\n');
