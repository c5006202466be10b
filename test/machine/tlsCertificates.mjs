import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/**
 * Each client folder holds ca.pem, cert.pem and key.pem, as DOCKER_CERT_PATH and a TLS context want them.
 * @typedef {object} TlsCertificates
 * @property {string} ca the authority that signed the server's certificate
 * @property {string} serverCert for 127.0.0.1, 127.0.0.2 and localhost
 * @property {string} serverKey
 * @property {string} expiredServerCert for the same key: it ended in 2021
 * @property {string} client a client that is let in
 * @property {string} wrongCa a client that trusts another authority, and so must refuse the server
 * @property {string} expired a client that the server must refuse: its certificate ended in 2021
 * @property {string} untrusted a client that the server must refuse: signed by another authority
 * @property {string} missing a client with ca.pem alone, no certificate of its own
 */

/**
 * Makes every certificate that the TLS tests need.
 * @param {string} folder
 * @returns {Promise<TlsCertificates>}
 */
export async function makeTlsCertificates(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ours = await makeAuthority(folder, 'ca');
  const other = await makeAuthority(folder, 'other-ca');
  const server = await makeCertificate(
    folder,
    'server',
    ours,
    'serverAuth',
    'subjectAltName=IP:127.0.0.1,IP:127.0.0.2,DNS:localhost\n',
  );
  const client = await makeCertificate(folder, 'client', ours, 'clientAuth');
  const stranger = await makeCertificate(folder, 'stranger', other, 'clientAuth');
  const expired = await expiredCertificate(folder, 'expired', ours, 'clientAuth', client.key);
  const expiredServer = await expiredCertificate(folder, 'expired-server', ours, 'serverAuth', server.key);

  /** @param {string} name @param {Pair} authority @param {Pair} [own] */
  const clientFolder = (name, authority, own) => {
    const at = join(folder, name);
    mkdirSync(at);
    copyFileSync(authority.cert, join(at, 'ca.pem'));
    if (own === undefined) return at;
    copyFileSync(own.cert, join(at, 'cert.pem'));
    copyFileSync(own.key, join(at, 'key.pem'));
    return at;
  };
  return {
    ca: ours.cert,
    serverCert: server.cert,
    serverKey: server.key,
    expiredServerCert: expiredServer.cert,
    client: clientFolder('for-client', ours, client),
    wrongCa: clientFolder('for-wrong-ca', other, client),
    expired: clientFolder('for-expired', ours, expired),
    untrusted: clientFolder('for-untrusted', ours, stranger),
    missing: clientFolder('for-missing', ours),
  };
}

/** @typedef {{ cert: string, key: string }} Pair */

/** @param {string} path */
async function makeKey(path) {
  await run('openssl', ['ecparam', '-genkey', '-name', 'prime256v1', '-noout', '-out', path]);
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {Promise<Pair>}
 */
async function makeAuthority(folder, name) {
  const pair = { cert: join(folder, `${name}.pem`), key: join(folder, `${name}-key.pem`) };
  const config = join(folder, `${name}.cnf`);
  writeFileSync(
    config,
    `[req]\ndistinguished_name=dn\nx509_extensions=ext\nprompt=no\n[dn]\nCN=${name}\n[ext]\n` +
      'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n',
  );
  await makeKey(pair.key);
  await run('openssl', ['req', '-new', '-x509', '-days', '30', '-key', pair.key, '-config', config, '-out', pair.cert]);
  return pair;
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} key
 */
async function makeRequest(folder, name, key) {
  const [config, request] = [join(folder, `${name}-req.cnf`), join(folder, `${name}.csr`)];
  writeFileSync(config, `[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=${name}\n`);
  await run('openssl', ['req', '-new', '-key', key, '-config', config, '-out', request]);
  return request;
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {Pair} authority
 * @param {'serverAuth' | 'clientAuth'} usage
 * @param {string} [moreExtensions]
 * @returns {Promise<Pair>}
 */
async function makeCertificate(folder, name, authority, usage, moreExtensions = '') {
  const pair = { cert: join(folder, `${name}.pem`), key: join(folder, `${name}-key.pem`) };
  const extensions = join(folder, `${name}.ext`);
  writeFileSync(extensions, `extendedKeyUsage=${usage}\n${moreExtensions}`);
  await makeKey(pair.key);
  const request = await makeRequest(folder, name, pair.key);
  await run('openssl', [
    'x509',
    '-req',
    '-days',
    '30',
    '-in',
    request,
    '-CA',
    authority.cert,
    '-CAkey',
    authority.key,
    '-CAcreateserial',
    '-extfile',
    extensions,
    '-out',
    pair.cert,
  ]);
  return pair;
}

/**
 * Only `openssl ca` takes both dates in every release of openssl, and it wants a small folder to keep its books in.
 * @param {string} folder
 * @param {string} name
 * @param {Pair} authority
 * @param {'serverAuth' | 'clientAuth'} usage
 * @param {string} key
 * @returns {Promise<Pair>}
 */
async function expiredCertificate(folder, name, authority, usage, key) {
  const books = join(folder, `books-${name}`);
  mkdirSync(books);
  writeFileSync(join(books, 'index.txt'), '');
  writeFileSync(join(books, 'serial'), '01\n');
  const config = join(books, 'ca.cnf');
  writeFileSync(
    config,
    `[ca]\ndefault_ca=c\n[c]\ndatabase=${books}/index.txt\nserial=${books}/serial\nnew_certs_dir=${books}\n` +
      `default_md=sha256\npolicy=p\nx509_extensions=e\n[p]\ncommonName=supplied\n[e]\nextendedKeyUsage=${usage}\n`,
  );
  const cert = join(folder, `${name}.pem`);
  const request = await makeRequest(folder, name, key);
  await run('openssl', [
    'ca',
    '-batch',
    '-config',
    config,
    '-cert',
    authority.cert,
    '-keyfile',
    authority.key,
    '-in',
    request,
    '-startdate',
    '20200101000000Z',
    '-enddate',
    '20210101000000Z',
    '-notext',
    '-out',
    cert,
  ]);
  return { cert, key };
}
