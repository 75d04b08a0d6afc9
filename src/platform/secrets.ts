import { createHash, randomBytes } from 'node:crypto';

/** A secret nobody can guess: 256 bits, 43 characters that need no escaping in a link, a cookie or a header. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of such a secret (SHA-256, hex); enough for random secrets, too little for passwords. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
