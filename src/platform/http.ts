import fs from 'node:fs';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import serveStatic from '@fastify/static';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { sql } from 'kysely';
import type { Config } from './config.ts';
import type { Db } from './db.ts';
import { AppError, statusOf } from './errors.ts';
import { newId } from './ids.ts';
import type { Log } from './log.ts';

/** The HTTP server without any route of a slice: limits, headers, errors, health, the built web application. */
export async function buildHttp(config: Config, log: Log, db: () => Db, webRoot: string | null): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    trustProxy: config.trustedProxies.length ? config.trustedProxies : false,
    bodyLimit: 256 * 1024,
    requestTimeout: 10 * 60_000, // a large upload over a slow line; the headers below are held to 10 s
    forceCloseConnections: 'idle',
    // without the interval of our own a slow client is looked for every 30 s only
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16 * 1024 },
    // an address the router cannot decode is answered before any hook; its own answer would repeat the address
    frameworkErrors: (error, request, reply) => void refuse(error, request, reply),
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 200 },
  });
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"], // the component library sets style attributes
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    hsts: config.origin.startsWith('https:') ? { maxAge: 31536000 } : false,
    crossOriginEmbedderPolicy: false,
  });
  await app.register(compress, { threshold: 1024 });
  await app.register(multipart, { limits: { files: 1, fields: 0, parts: 1, headerPairs: 50 } });
  await app.register(rateLimit, {
    global: true,
    max: 1200,
    timeWindow: '1 minute',
    allowList: (request) => !request.url.startsWith('/api/'),
    errorResponseBuilder: () => new AppError('too_many'),
  });

  // A browser names the page a write comes from; another site's page has no business here.
  app.addHook('onRequest', async (request) => {
    const { origin } = request.headers;
    if (request.method === 'GET' || request.method === 'HEAD' || !origin) return;
    if (origin !== config.origin && !(URL.canParse(origin) && new URL(origin).host === request.host)) throw new AppError('forbidden', { reason: 'origin' });
  });
  app.addHook('onResponse', async (request, reply) => {
    const { workspaceId } = (request.params ?? {}) as { workspaceId?: string };
    request.log.debug({
      event: 'request',
      requestId: request.id,
      route: request.routeOptions.url,
      method: request.method,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      workspaceId,
    });
  });

  app.setErrorHandler(refuse);

  app.get('/live', async () => ({ ok: true }));
  app.get('/ready', async (_request, reply) => {
    try {
      await sql`select 1`.execute(db());
      return { ok: true };
    } catch {
      return reply.code(503).header('retry-after', '5').send({ ok: false });
    }
  });

  if (webRoot && fs.existsSync(webRoot)) {
    await app.register(serveStatic, {
      root: webRoot,
      maxAge: 0,
      setHeaders: (reply, file) => {
        if (file.includes('/assets/')) void reply.header('cache-control', 'public, max-age=31536000, immutable');
      },
    });
  }
  app.setNotFoundHandler((request, reply) =>
    webRoot && request.method === 'GET' && !request.url.startsWith('/api/') && !/\.\w+$/.test(request.url.split('?')[0] ?? '')
      ? reply.header('cache-control', 'no-cache').sendFile('index.html')
      : reply.code(404).send({ code: 'not_found', details: {}, requestId: request.id }),
  );
  return app;
}

/** Answers a failed request with its code, and writes down what is our fault. */
function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const failure = translate(error);
  if (failure.code === 'internal')
    request.log.error({
      event: 'failed',
      requestId: request.id,
      route: request.routeOptions.url,
      name: (error as Error).name,
      stack: (error as Error).stack?.split('\n').slice(0, 12).join('\n'),
    });
  if (failure.code === 'unavailable') void reply.header('retry-after', '5');
  return reply.code(statusOf[failure.code]).send({ code: failure.code, details: failure.details, requestId: request.id });
}

function translate(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const e = error as { code?: string; statusCode?: number; constraint?: string };
  if (e.code === '23505') return new AppError('conflict', { reason: 'exists' });
  if (e.code === '23503') return new AppError('conflict', { reason: 'reference' }); // a row this one points to is not there, or is still pointed to
  if (e.code === '23514' || e.code === '22023' || e.code === '22P02' || e.code === '22003' || e.code === '22008' || e.code === '22021')
    return new AppError('invalid');
  if (e.code === 'ENOENT' && (error as NodeJS.ErrnoException).syscall === 'connect') return new AppError('unavailable'); // the database's socket is gone
  if (e.code && /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|40001|40P01|55P03|08\w{3}|53300)$/.test(e.code)) return new AppError('unavailable');
  if (/Connection terminated|timeout exceeded when trying to connect/.test((error as Error).message ?? '')) return new AppError('unavailable');
  if (e.statusCode === 413) return new AppError('too_large');
  if (e.statusCode === 429) return new AppError('too_many');
  if (e.statusCode && e.statusCode < 500) return new AppError('invalid');
  return new AppError('internal');
}
