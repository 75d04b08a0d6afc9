import { randomFillSync } from 'node:crypto';

const bytes = Buffer.alloc(16);
/** Random bytes for 400 ids: asking the system for ten at a time takes 8 µs, which a million imported rows would feel. */
const drawn = Buffer.alloc(4_000);
let used = drawn.length;
let lastMs = 0;
let sequence = 0;

/** A UUIDv7 (RFC 9562): sorts by time, and within a millisecond by a 12-bit counter, so that rows made together stay together in an index. */
export function newId(now: number = Date.now()): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  drawn.copy(bytes, 6, used, used + 10);
  used += 10;
  if (now > lastMs) {
    lastMs = now;
    sequence = bytes.readUInt16BE(6) & 0x07ff;
  } else if (++sequence > 0x0fff) {
    lastMs++;
    sequence = 0;
  }
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
