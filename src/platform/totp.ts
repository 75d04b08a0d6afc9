import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_SECONDS = 30;

/** Base32 without padding (RFC 4648 §6): how authenticator apps take a secret. */
export function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** The six digits for a step of 30 s (RFC 4226 §5.3, HMAC-SHA-1, as every authenticator app supports). */
export function codeOf(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  return String((digest.readUInt32BE(digest[19]! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/**
 * The step a code belongs to, or null. One step of drift either way is allowed (RFC 6238 §5.2), and a step not above
 * `lastStep` is refused: a code is good once.
 */
export function stepOf(secret: Uint8Array, code: string, nowMs: number, lastStep: number): number | null {
  const now = Math.floor(nowMs / 1000 / STEP_SECONDS);
  let found: number | null = null;
  for (const step of [now - 1, now, now + 1]) if (same(codeOf(secret, step), code) && step > lastStep) found = step;
  return found;
}

/** What the QR picture says (key URI format of authenticator apps). */
export const uriOf = (secret: Uint8Array, email: string): string =>
  `otpauth://totp/${encodeURIComponent(`Otdel:${email}`)}?${new URLSearchParams({ secret: base32(secret), issuer: 'Otdel', algorithm: 'SHA1', digits: '6', period: String(STEP_SECONDS) })}`;

// no letters or digits that are taken for one another on paper
const CLEAR = 'abcdefghjkmnpqrstuvwxyz23456789';
/** Ten codes of ten characters (about 49 bits each), for the day the phone is lost. */
export const newBackupCodes = (): string[] =>
  Array.from({ length: 10 }, () => {
    const code = Array.from({ length: 10 }, () => CLEAR[randomInt(CLEAR.length)]).join('');
    return `${code.slice(0, 5)}-${code.slice(5)}`;
  });

/** The codes left after using one, or null when it is none of them. Case, spaces and the hyphen do not matter. */
export function spendBackupCode(codes: readonly string[], typed: string): string[] | null {
  const plain = (code: string) => code.toLowerCase().replace(/[^a-z0-9]/g, '');
  const left = codes.filter((code) => !same(plain(code), plain(typed)));
  return left.length < codes.length ? left : null;
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
