import type { FastifyBaseLogger } from 'fastify';

/** Structured log (pino, through Fastify). What goes in: ids, codes, counts, milliseconds. Never names, addresses, secrets or bodies. */
export type Log = Pick<FastifyBaseLogger, 'debug' | 'info' | 'warn' | 'error'>;
