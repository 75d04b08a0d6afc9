import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { packageRoot } from './paths.ts';

const Env = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_APP_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  OTDEL_DATA: z.string().min(1).optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4100),
  OTDEL_ORIGIN: z.url().optional(),
  OTDEL_TRUSTED_PROXIES: z.string().default(''),
  OTDEL_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  OTDEL_MAIL_FROM: z.string().default('Otdel <otdel@localhost>'),
  OTDEL_SECRET: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 32 bytes as 64 hexadecimal digits: `openssl rand -hex 32`')
    .optional(),
  OTDEL_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  OTDEL_OPEN: z.enum(['0', '1']).default('1'),
});

export type Config = {
  /** Any PostgreSQL ≥ 15 instead of the embedded one; `app` is the role without ownership, when it has its own login. */
  database: { owner: string; app: string | null } | null;
  /** Folder of the embedded database, uploads and the secret. */
  dataDir: string;
  host: string;
  port: number;
  /** Where people reach Otdel: links in mail, cookies and CSRF checks go by it. */
  origin: string;
  trustedProxies: string[];
  smtp: string | null;
  mailFrom: string;
  /** The key that encrypts secrets kept in the database, when it is given rather than kept in the data folder (several processes). */
  secret: string | null;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  openBrowser: boolean;
};

/** Reads the environment once; throws a list of everything that is wrong with it. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const blankIsAbsent = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== ''));
  const parsed = Env.safeParse(blankIsAbsent);
  if (!parsed.success) {
    throw new Error(`The configuration is not right:\n${parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`).join('\n')}`);
  }
  const e = parsed.data;
  return {
    database: e.DATABASE_URL ? { owner: e.DATABASE_URL, app: e.DATABASE_APP_URL ?? null } : null,
    dataDir: path.resolve(packageRoot(), (e.OTDEL_DATA ?? '.data').replace(/^~(?=\/)/, os.homedir())),
    host: e.HOST,
    port: e.PORT,
    origin: (e.OTDEL_ORIGIN ?? `http://${e.HOST === '0.0.0.0' || e.HOST === '::' ? 'localhost' : e.HOST}:${e.PORT}`).replace(/\/$/, ''),
    trustedProxies: e.OTDEL_TRUSTED_PROXIES.split(',')
      .map((s) => s.trim())
      .filter(Boolean),
    smtp: e.OTDEL_SMTP_URL ?? null,
    mailFrom: e.OTDEL_MAIL_FROM,
    secret: e.OTDEL_SECRET ?? null,
    logLevel: e.OTDEL_LOG,
    openBrowser: e.OTDEL_OPEN === '1',
  };
}
