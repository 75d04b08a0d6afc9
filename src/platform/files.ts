import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { AppError } from './errors.ts';
import { newId } from './ids.ts';

/** A file as saved: `key` is a name made by the server, never one from outside. */
export type SavedFile = { key: string; path: string; name: string; size: number; sha256: string };

export type Files = {
  /** Saves the multipart field `file` of a request, fsynced, up to the limit. */
  save: (request: FastifyRequest) => Promise<SavedFile>;
  /** Copies a file of this machine in (command line). */
  take: (from: string) => Promise<SavedFile>;
  pathOf: (key: string) => string;
  remove: (key: string) => Promise<void>;
};

/** Data imports are streamed up to 1 GB (safety.md, limits). */
export const uploadLimitBytes = 1024 ** 3;
/** An import stops before the disk is full: the database needs room to stay healthy. */
export const freeSpaceFloorBytes = 1024 ** 3;

/** Files under `folder`, one flat name each. */
export function openFiles(folder: string): Files {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pathOf = (key: string): string => {
    if (!/^[0-9a-f-]{36}$/.test(key)) throw new AppError('not_found');
    return path.join(folder, key);
  };
  const remove = (key: string) => fs.promises.rm(pathOf(key), { force: true });
  async function store(from: NodeJS.ReadableStream, name: string): Promise<SavedFile> {
    const space = await fs.promises.statfs(folder);
    if (space.bavail * space.bsize < freeSpaceFloorBytes) throw new AppError('unavailable', { reason: 'disk_full' });
    const key = newId();
    const hash = createHash('sha256');
    let size = 0;
    const count = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        hash.update(chunk);
        done(size > uploadLimitBytes ? new AppError('too_large', { limitBytes: uploadLimitBytes }) : null, chunk);
      },
    });
    try {
      await pipeline(from, count, fs.createWriteStream(pathOf(key), { mode: 0o600, flush: true }));
    } catch (error) {
      await remove(key);
      throw error;
    }
    return { key, path: pathOf(key), name, size, sha256: hash.digest('hex') };
  }
  return {
    pathOf,
    remove,
    take: (from) => store(fs.createReadStream(from), path.basename(from)),
    async save(request) {
      const part = await request.file({ limits: { fileSize: uploadLimitBytes + 1, files: 1 } });
      if (!part) throw new AppError('invalid', { reason: 'no_file' });
      return store(part.file, part.filename.slice(0, 255));
    },
  };
}
