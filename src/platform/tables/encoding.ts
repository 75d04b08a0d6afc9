import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { AppError } from '../errors.ts';

/** Encodings a table of text may come in, by the names `TextDecoder` knows. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

const chunkBytes = 1 << 18;

/** Text whose high bytes are Cyrillic letters has them in runs; French or German in windows-1252 has single ones between Latin letters. */
function singleByte(bytes: Uint8Array): Encoding {
  let runs = 0;
  let alone = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0xc0) continue;
    const high = (bytes[i - 1] ?? 0) >= 0xc0 || (bytes[i + 1] ?? 0) >= 0xc0;
    const latin = isLatin(bytes[i - 1]) || isLatin(bytes[i + 1]);
    if (high) runs++;
    else if (latin) alone++;
  }
  return alone > runs ? 'windows-1252' : 'windows-1251';
}

function isLatin(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));
}

/** UTF-16 without a mark: the high byte of Latin and Cyrillic letters is 0 or 4, and it sits at every second place. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | null {
  const pairs = Math.floor(bytes.length / 2);
  if (pairs < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs * 2; i += 2) {
    if (bytes[i] === 0 || bytes[i] === 4) even++;
    if (bytes[i + 1] === 0 || bytes[i + 1] === 4) odd++;
  }
  if (odd > pairs * 0.8 && even < pairs * 0.3) return 'utf-16le';
  if (even > pairs * 0.8 && odd < pairs * 0.3) return 'utf-16be';
  return null;
}

/** Control characters that no text file has; a few strays (an old end-of-file mark) are forgiven. */
function looksBinary(bytes: Uint8Array): boolean {
  let odd = 0;
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32) || byte === 127) odd++;
  return odd > 0 && odd * 200 > bytes.length;
}

/** The encoding of a piece of text, or null when the bytes are no text. `bytes` may end in the middle of a character. */
export function detectEncoding(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.includes(0)) {
    const wide = unmarkedUtf16(bytes);
    if (wide || looksBinary(bytes)) return wide;
  }
  if (looksBinary(bytes)) return null;
  for (let cut = 0; cut < 4; cut++) if (isUtf8(bytes.subarray(0, bytes.length - cut))) return 'utf-8';
  return singleByte(bytes);
}

/** The encoding of a file: reads until the first byte that tells (a million rows of Latin text may precede the first Russian name). Refuses an empty or a binary file. */
export async function fileEncoding(path: string): Promise<Encoding> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(chunkBytes);
    let start = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, start);
      if (bytesRead === 0) {
        if (start === 0) throw new AppError('unreadable_file', { reason: 'empty' });
        return 'utf-8';
      }
      const bytes = buffer.subarray(0, bytesRead);
      if (start === 0 || !isAscii(bytes)) {
        // A later chunk may begin inside a character: skip its continuation bytes.
        let skip = 0;
        while (start > 0 && skip < 3 && (bytes[skip]! & 0xc0) === 0x80) skip++;
        const found = detectEncoding(bytes.subarray(skip));
        if (!found) throw new AppError('unreadable_file', { reason: 'binary' });
        if (found !== 'utf-8' || !isAscii(bytes)) return found;
      }
      start += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/** The text of a file in pieces, without the byte-order mark and without NUL, which PostgreSQL cannot store; broken bytes become U+FFFD. */
export async function* decodeFile(path: string, encoding: Encoding, bytesPerPiece: number = chunkBytes): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of createReadStream(path, { highWaterMark: bytesPerPiece })) {
    const text = decoder.decode(bytes as Buffer, { stream: true });
    yield text.includes('\0') ? text.replaceAll('\0', '') : text;
  }
  const rest = decoder.decode();
  if (rest) yield rest;
}
