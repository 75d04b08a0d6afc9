import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createWorkspace, readSession, signOut } from '../src/accounts/contract.ts';
import { readPlan } from '../src/plan/contract.ts';
import { codeOf } from '../src/platform/totp.ts';
import { client, firstOwner, languages, newcomer, type Owner, ownerOf, password, pathOf, signedIn } from './client.ts';
import { type Product, startProduct } from './product.ts';
import { openBrowser, visit } from './visitor.ts';
import { words } from './words.ts';

vi.setConfig({ testTimeout: 90_000 });

let product: Product;
let browser: Browser;
let host: Owner;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  host = await firstOwner(product.origin);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

test.each(languages)('a wrong password is refused in words, the right one lets in, signing out lets out (%s)', async (language) => {
  const me = await newcomer(host, 'marketer', language);
  await visit(browser, product.origin, { language }, async ({ page, t, go, field, button, menu, says, provoke }) => {
    provoke(/^401 POST \/api\/sign-in$/);
    await go('/');
    await page.waitForURL('**/sign-in');
    await field(t('accounts:person.email')).fill(me.email);
    await field(t('accounts:person.password')).fill('красный чайник 7');
    await button(t('accounts:sign_in.verb')).click();
    await says(t('errors:wrong_credentials.text'));
    await field(t('accounts:person.password')).fill(password);
    await button(t('accounts:sign_in.verb')).click();
    await page.waitForURL(`**/w/${me.workspaceId}/**`);
    await menu(t('ui:profile.menu')).click();
    await page.getByRole('menuitem', { name: t('ui:profile.sign_out') }).click();
    await page.waitForURL('**/sign-in');
    await go(`/w/${me.workspaceId}/today`);
    await page.waitForURL('**/sign-in?**');
  });
});

test.each(languages)('a forgotten password is set anew by the printed link, and the link works once (%s)', async (language) => {
  const me = await newcomer(host, 'marketer', language);
  const next = 'синий самовар 42';
  await visit(browser, product.origin, { language }, async ({ page, t, go, field, button, says, heading, provoke }) => {
    provoke(/^410 POST \/api\/password\/reset$/);
    await go('/sign-in');
    await page.getByRole('link', { name: t('accounts:sign_in.forgot') }).click();
    await heading(t('accounts:forgot.title'));
    const from = product.lines.length;
    await field(t('accounts:person.email')).fill(me.email);
    await button(t('accounts:forgot.verb')).click();
    await says(t('accounts:forgot.no_mail', { email: me.email }));
    const [link] = await product.heard(/http:\/\/\S+\/reset\/\S+/, from);
    await go(link);
    await field(t('accounts:person.new_password')).fill(next);
    await button(t('accounts:reset.verb')).click();
    await says(t('accounts:sign_in.after_reset'));
    await field(t('accounts:person.email')).fill(me.email);
    await field(t('accounts:person.password')).fill(next);
    await button(t('accounts:sign_in.verb')).click();
    await page.waitForURL(`**/w/${me.workspaceId}/**`);
    await go(link);
    await field(t('accounts:person.new_password')).fill('ещё один самовар');
    await button(t('accounts:reset.verb')).click();
    await says(t('errors:gone.title'));
  });
  expect((await me.call(readSession)).person, 'sessions from before the reset').toBeNull();
});

test.each(languages)('two-factor sign-in is switched on and then asked for (%s)', async (language) => {
  const me = await newcomer(host, 'marketer', language);
  let secret: Uint8Array = new Uint8Array();
  const code = (step: number) => codeOf(secret, Math.floor(Date.now() / 30_000) + step);
  await visit(browser, product.origin, { language, as: me }, async ({ page, t, go, field, button, says, shot }) => {
    await go(`/w/${me.workspaceId}/profile`);
    await button(t('accounts:two_factor.start')).click();
    const form = page.locator('form', { has: button(t('accounts:two_factor.next')) });
    await field(t('accounts:password.current'), form).fill(password);
    await button(t('accounts:two_factor.next')).click();
    await page.getByAltText(t('accounts:two_factor.picture')).waitFor();
    secret = fromBase32(await page.getByText(/^[A-Z2-7]{32}$/).innerText());
    await shot('two-factor');
    await field(t('accounts:two_factor.code')).fill(code(0));
    await button(t('accounts:two_factor.confirm')).click();
    await says(t('accounts:two_factor.on'));
  });
  await visit(browser, product.origin, { language }, async ({ page, t, go, field, button, says, provoke }) => {
    provoke(/^401 POST \/api\/sign-in\/two-factor$/);
    await go('/sign-in');
    await field(t('accounts:person.email')).fill(me.email);
    await field(t('accounts:person.password')).fill(password);
    await button(t('accounts:sign_in.verb')).click();
    await says(t('accounts:sign_in.code_title'));
    await field(t('accounts:sign_in.code')).fill('000000');
    await button(t('accounts:sign_in.verb')).click();
    await says(t('errors:wrong_code.text'));
    await field(t('accounts:sign_in.code')).fill(code(1)); // the one before has been used
    await button(t('accounts:sign_in.verb')).click();
    await page.waitForURL(`**/w/${me.workspaceId}/**`);
  });
});

test.each(languages)('an API key is made, works, and is dead when revoked; the audit log tells all of it (%s)', async (language) => {
  const me = await ownerOf(host, 'Keys', language);
  const program = client(product.origin);
  const plan = (secret: string) => program.ask('GET', pathOf(readPlan, { workspaceId: me.workspaceId }), undefined, { authorization: `Bearer ${secret}` });
  await visit(browser, product.origin, { language, as: me }, async ({ page, t, go, field, button, says, settled }) => {
    await go(`/w/${me.workspaceId}/settings/keys`);
    await says(t('accounts:keys.empty'));
    await button(t('accounts:keys.make')).first().click();
    const dialog = page.getByRole('dialog');
    await field(t('accounts:keys.name'), dialog).fill('Отчёт 1');
    await field(t('accounts:permission.plan_read'), dialog).check();
    await button(t('accounts:keys.make'), dialog).click();
    const secret = await field(t('accounts:keys.secret'), dialog).inputValue();
    await button(t('accounts:keys.kept'), dialog).click();
    expect((await plan(secret)).status).toBe(200);
    expect((await program.ask('GET', `/api/w/${me.workspaceId}/members`, undefined, { authorization: `Bearer ${secret}` })).status).toBe(403);
    await button(t('accounts:keys.revoke')).click();
    await button(t('accounts:keys.revoke'), page.getByRole('dialog')).click();
    await page.getByRole('row', { name: 'Отчёт 1' }).getByText(t('accounts:keys.revoked'), { exact: true }).waitFor();
    expect((await plan(secret)).status).toBe(401);

    await go(`/w/${me.workspaceId}/settings/audit`);
    for (const action of ['createWorkspace', 'createKey', 'revokeKey'])
      await page
        .getByRole('row')
        .getByText(t(`audit:action.${action}`), { exact: true })
        .first()
        .waitFor();
    expect(await page.content()).not.toContain(secret);
    await button(t('audit:audit.verify')).click();
    await settled();
    await page.getByText(t('audit:audit.whole', { count: 3, shown: 3 })).waitFor();
  });
});

test('the language changes without a reload, the theme too, and both are there on the next computer', async () => {
  const me = await ownerOf(host, 'Tongues', 'ru');
  const [ru, en] = [await words('ru'), await words('en')];
  await visit(browser, product.origin, { language: 'ru', as: me }, async ({ page, go, menu, heading }) => {
    await go(`/w/${me.workspaceId}/plan`);
    await heading(ru('plan:title'));
    await page.evaluate(() => Object.assign(window, { stillHere: true }));
    await menu(ru('ui:profile.menu')).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await heading(en('plan:title'));
    await page.getByRole('menuitem', { name: en('ui:theme.dark') }).click();
    await page.locator('html[data-mantine-color-scheme="dark"][lang="en"]').waitFor();
    expect(await page.evaluate(() => 'stillHere' in window)).toBe(true);
    await expect.poll(async () => (await me.call(readSession)).person).toMatchObject({ language: 'en', theme: 'dark' });
  });
  await visit(browser, product.origin, { language: 'ru', as: me }, async ({ page, go, heading }) => {
    await go(`/w/${me.workspaceId}/plan`);
    await heading(en('plan:title'));
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  });
});

test.each(languages)('the keyboard alone goes to a page, to another company, and changes the theme (%s)', async (language) => {
  const me = await ownerOf(host, 'Palette', language);
  const other = await me.call(createWorkspace, { body: { name: 'Вторая', currency: 'EUR', timeZone: 'Europe/Berlin', country: 'DE' } });
  await visit(browser, product.origin, { language, as: me }, async ({ page, t, go, heading, shot }) => {
    await go(`/w/${me.workspaceId}/plan`);
    const choose = async (text: string) => {
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder(t('ui:palette.placeholder'), { exact: true }).fill(text);
      await page.getByRole('button', { name: text }).first().waitFor();
      await shot('palette');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    };
    await choose(t('ui:nav.calendar'));
    await heading(t('accounts:calendar.title'));
    await choose(t('ui:theme.dark'));
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    await choose('Вторая');
    await page.waitForURL(`**/w/${other.workspaceId}/**`);
  });
});

test.each(languages)('the switcher leads from one company to another, each with its own data (%s)', async (language) => {
  const me = await ownerOf(host, 'Один', language);
  const other = await me.call(createWorkspace, { body: { name: 'Два', currency: 'EUR', timeZone: 'Europe/Berlin', country: 'DE' } });
  await visit(browser, product.origin, { language, as: me }, async ({ page, t, go, menu }) => {
    await go(`/w/${me.workspaceId}/plan`);
    await menu(t('ui:workspace.switch')).click();
    await page.getByRole('menuitem', { name: 'Два' }).click();
    await page.waitForURL(`**/w/${other.workspaceId}/**`);
    await menu('Два').waitFor();
  });
});

test('a session that was ended elsewhere leads to the sign-in page and back', async () => {
  const me = await newcomer(host, 'marketer', 'en');
  const there = await signedIn(product.origin, me.email);
  await visit(browser, product.origin, { language: 'en', as: there }, async ({ page, t, go, field, button, heading, provoke }) => {
    provoke(/^401 GET \/api\//);
    await go(`/w/${me.workspaceId}/today`);
    await there.call(signOut);
    await page.reload();
    await page.waitForURL('**/sign-in?**');
    await field(t('accounts:person.email')).fill(me.email);
    await field(t('accounts:person.password')).fill(password);
    await button(t('accounts:sign_in.verb')).click();
    await page.waitForURL(`**/w/${me.workspaceId}/today`);
    await heading(t('today:title'));
  });
});

/** RFC 4648 base32 without padding, as an authenticator app takes it. */
function fromBase32(text: string): Uint8Array {
  const bits = [...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
