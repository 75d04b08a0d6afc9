import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openVault, VaultError } from './vault.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'otdel-vault-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

test('what is sealed opens for its owner only, and only unaltered', () => {
  const vault = openVault({ secret: null, dataDir: folder });
  const sealed = vault.seal('тайна', 'person 1');
  expect(sealed).not.toContain('тайна');
  expect(vault.seal('тайна', 'person 1')).not.toBe(sealed);
  expect(vault.open(sealed, 'person 1')).toBe('тайна');
  expect(() => vault.open(sealed, 'person 2')).toThrow(VaultError);
  const parts = sealed.split('.');
  parts[3] = Buffer.from(Buffer.from(parts[3]!, 'base64url').map((b, i) => (i === 0 ? b ^ 1 : b))).toString('base64url');
  expect(() => vault.open(parts.join('.'), 'person 1')).toThrow(/altered/);
});

test('the key is made once, for its owner only, and another key is named as the reason', () => {
  const first = openVault({ secret: null, dataDir: folder });
  const sealed = first.seal('x', 'a');
  expect(openVault({ secret: null, dataDir: folder }).open(sealed, 'a')).toBe('x');
  expect(fs.statSync(path.join(folder, 'secret')).mode & 0o777).toBe(0o600);
  expect(fs.readdirSync(folder)).toEqual(['secret']);
  expect(() => openVault({ secret: 'ab'.repeat(32), dataDir: folder }).open(sealed, 'a')).toThrow(/another key/);
});

test('a damaged key file stops the start with the reason', () => {
  fs.writeFileSync(path.join(folder, 'secret'), 'short');
  expect(() => openVault({ secret: null, dataDir: folder })).toThrow(/32 bytes/);
});
