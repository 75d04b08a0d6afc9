import { z } from 'zod';
import { type AnyEndpoint, Failure, namesOf, ofWorkspace, routeOf } from './endpoint.ts';

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  return rest;
};

/** OpenAPI 3.1 of all endpoints, from their contracts; `contracts` maps the name of a slice to its contract module. */
export function openapi(contracts: Record<string, Record<string, unknown>>, version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [slice, contract] of Object.entries(contracts)) {
    for (const [e, name] of namesOf(contract)) {
      const path = routeOf(e).replace(/:(\w+)/g, '{$1}');
      paths[path] ??= {};
      paths[path][e.method.toLowerCase()] = operation(e, name, slice);
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Otdel',
      version,
      description: 'Everything the interface does. Sign in for a session cookie, or send an API key as `Authorization: Bearer`.',
    },
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas: { Failure: schemaOf(Failure, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'otdel_session' }, key: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function operation(e: AnyEndpoint, name: string, slice: string): Record<string, unknown> {
  const inPath = [...(ofWorkspace(e) ? [{ name: 'workspaceId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }] : [])];
  const parameters = [...inPath, ...fields(e.params, 'path'), ...fields(e.query, 'query')];
  const hasBody = !(e.body instanceof z.ZodUndefined);
  const empty = e.response instanceof z.ZodUndefined;
  return {
    operationId: name,
    tags: [slice],
    summary: e.summary,
    'x-permission': e.can,
    ...(e.can === 'public' ? { security: [] } : { security: ofWorkspace(e) ? [{ session: [] }, { key: [] }] : [{ session: [] }] }),
    ...(parameters.length ? { parameters } : {}),
    ...(e.upload
      ? {
          requestBody: {
            required: true,
            content: { 'multipart/form-data': { schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } } },
          },
        }
      : hasBody
        ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(e.body, 'input') } } } }
        : {}),
    responses: {
      ...(e.download
        ? { 200: { description: 'The file', content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } } }
        : empty
          ? { 204: { description: 'Done' } }
          : { 200: { description: 'OK', content: { 'application/json': { schema: schemaOf(e.response, 'output') } } } }),
      default: { description: 'Failed', content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } } },
    },
  };
}

function fields(schema: z.ZodObject, where: 'path' | 'query'): Record<string, unknown>[] {
  const json = schemaOf(schema, 'input') as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, s]) => ({
    name,
    in: where,
    required: where === 'path' || (json.required ?? []).includes(name),
    schema: s,
  }));
}
