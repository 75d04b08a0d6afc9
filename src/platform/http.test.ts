import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from './testing/app.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

test.each(['/%', '/api/%FF', '/api/invitations/%ED%A0%80', `/api/w/${'x'.repeat(300)}/leads`])(
  'an address that cannot be read, %s, gets a failure of the contract that does not repeat it',
  async (url) => {
    const answer = await t.call(null, 'GET', url);
    expect([400, 401, 404]).toContain(answer.status);
    expect(answer.body).toEqual({ code: expect.stringMatching(/^(invalid|not_found|not_signed_in)$/), details: {}, requestId: expect.any(String) });
  },
);

test('who sends a head slowly is cut off at ten seconds, not at thirty', async () => {
  await t.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = t.app.server.address() as net.AddressInfo;
  const began = performance.now();
  const socket = net.connect(port, '127.0.0.1');
  socket.write('GET /live HTTP/1.1\r\nHost: otdel.test\r\n');
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(performance.now() - began).toBeGreaterThan(9_000);
  expect(performance.now() - began).toBeLessThan(16_000);
}, 30_000);
