import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Config } from './config.ts';

/** Encrypts what must be read again (a password is hashed instead), bound to `owner`: moved to another row it does not open. */
export type Vault = {
  /** Tells keys apart without giving one away. */
  id: string;
  seal: (text: string, owner: string) => string;
  /** Throws VaultError when the key is another one, or the text or its owner was changed. */
  open: (sealed: string, owner: string) => string;
};

/** The key does not fit; the message tells a person what to do. */
export class VaultError extends Error {}

/** A vault with the key of the configuration, else with the one kept in the data folder, which the first start makes. */
export const openVault = (config: Pick<Config, 'secret' | 'dataDir'>): Vault =>
  vaultOf(config.secret ? Buffer.from(config.secret, 'hex') : keyIn(config.dataDir));

/** 32 random bytes in `<folder>/secret`, readable by nobody else; made once, even by two processes at the same moment. */
function keyIn(folder: string): Buffer {
  const file = path.join(folder, 'secret');
  fs.mkdirSync(folder, { recursive: true });
  if (!fs.existsSync(file)) {
    // linked into place whole: a process that comes second finds either nothing or all 32 bytes
    const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    fs.writeFileSync(draft, randomBytes(32), { mode: 0o600, flush: true });
    try {
      fs.linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      fs.rmSync(draft);
    }
  }
  const key = fs.readFileSync(file);
  if (key.length !== 32)
    throw new VaultError(`${file} is not a key of 32 bytes. Put the original file back; without it two-factor sign-in has to be set up anew.`);
  return key;
}

/** AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D); the owner is authenticated data. Text form: key id, nonce, tag, ciphertext. */
function vaultOf(key: Buffer): Vault {
  const keyId = createHash('sha256').update(key).digest('base64url').slice(0, 8);
  return {
    id: keyId,
    seal(text, owner) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [keyId, nonce.toString('base64url'), cipher.getAuthTag().toString('base64url'), body.toString('base64url')].join('.');
    },
    open(sealed, owner) {
      const [id, nonce = '', tag = '', body = ''] = sealed.split('.');
      if (id !== keyId)
        throw new VaultError(
          'this was encrypted with another key: OTDEL_SECRET or the file `secret` of the data folder is not the one this database was used with',
        );
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 }).setAAD(Buffer.from(owner));
        cipher.setAuthTag(Buffer.from(tag, 'base64url'));
        return Buffer.concat([cipher.update(Buffer.from(body, 'base64url')), cipher.final()]).toString('utf8');
      } catch {
        throw new VaultError('an encrypted value was altered');
      }
    },
  };
}
