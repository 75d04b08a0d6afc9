import { randomInt, timingSafeEqual } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const STEP_SECONDS = 30;

/** RFC 6238 as every authenticator app supports it: six digits, 30 s, HMAC-SHA-1. */
const totp = (secret: Uint8Array, label = ''): TOTP =>
  new TOTP({ issuer: 'Otdel', label, secret: new Secret({ buffer: new Uint8Array(secret).buffer }), algorithm: 'SHA1', digits: 6, period: STEP_SECONDS });

/** The six digits for a step of 30 s. */
export const codeOf = (secret: Uint8Array, step: number): string => totp(secret).generate({ timestamp: step * STEP_SECONDS * 1000 });

/**
 * The step a code belongs to, or null. One step of drift either way is allowed (RFC 6238 §5.2), and a step not above
 * `lastStep` is refused: a code is good once.
 */
export function stepOf(secret: Uint8Array, code: string, nowMs: number, lastStep: number): number | null {
  const drift = totp(secret).validate({ token: code, timestamp: nowMs, window: 1 });
  if (drift === null) return null;
  const step = Math.floor(nowMs / 1000 / STEP_SECONDS) + drift;
  return step > lastStep ? step : null;
}

/** The secret in base32, for typing it by hand. */
export const base32 = (secret: Uint8Array): string => new Secret({ buffer: new Uint8Array(secret).buffer }).base32;

/** What the QR picture says (key URI format of authenticator apps). */
export const uriOf = (secret: Uint8Array, email: string): string => totp(secret, email).toString();

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
