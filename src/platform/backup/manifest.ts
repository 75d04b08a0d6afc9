import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { z } from 'zod';

/** What an archive says of itself. It is the last entry, so a truncated archive has none. */
export const Manifest = z.object({
  format: z.literal(1),
  otdel: z.string(),
  createdAt: z.iso.datetime(),
  /** The schema the tables were written under: restore brings an empty database to exactly here, loads, and goes on from there. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number().int(), bytes: z.number().int(), sha256: z.string() })),
  files: z.array(z.object({ key: z.string(), bytes: z.number().int(), sha256: z.string() })),
  /** Id of the vault's key: what is encrypted in the tables can only be read with the same one, which no archive holds. */
  key: z.string(),
});
export type Manifest = z.infer<typeof Manifest>;

/** Why an archive was not restored; the message is for a person at a terminal. */
export class RestoreRefused extends Error {}

export const manifestName = 'manifest.json';
export const tableEntry = (name: string): string => `tables/${name}.copy`;
export const fileEntry = (key: string): string => `files/${key}`;

/** SHA-256 of a file, hex, and its size in bytes. */
export async function digest(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of fs.createReadStream(file)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
