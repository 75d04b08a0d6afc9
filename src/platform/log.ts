import { pino } from 'pino';

/** Structured log, one JSON object a line. What goes in: ids, codes, counts, milliseconds. Never names, addresses, secrets or bodies. */
export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** The log of the process, on standard output. */
export const openLog = (level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): pino.Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
