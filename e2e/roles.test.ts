import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listMembers } from '../src/accounts/contract.ts';
import { contracts } from '../src/app.ts';
import { granted, type Permission, type Role } from '../src/permissions.ts';
import { endpointsOf, ofWorkspace, routeOf } from '../src/platform/endpoint.ts';
import { sections } from '../src/web/sitemap.ts';
import { client, firstOwner, languages, newEmail, type Owner, ownerOf, password } from './client.ts';
import { type Product, startProduct } from './product.ts';
import { openBrowser, type Visit, visit } from './visitor.ts';

vi.setConfig({ testTimeout: 120_000 });

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

const pages = sections.flatMap((section) => section.pages.map((page) => ({ ...page, section: section.id })));
/** Every address to read in a workspace, with anything for a parameter: whoever may not is refused before it is looked at. */
const reads = Object.values(contracts)
  .flatMap(endpointsOf)
  .filter((e) => ofWorkspace(e) && e.method === 'GET');

test.each(languages.flatMap((language) => (['sales', 'contractor'] as const).map((role) => ({ role, language }))))(
  'a person invited by link as $role sees only what that role may, in the menu, by address and over HTTP ($language)',
  async ({ role, language }) => {
    const boss = await ownerOf(host, 'Roles', language);
    const email = newEmail(role);
    let link = '';
    await visit(browser, product.origin, { language, as: boss }, async ({ page, t, go, field, button, says }) => {
      await go(`/w/${boss.workspaceId}/settings/people`);
      await button(t('accounts:people.invite')).click();
      const dialog = page.getByRole('dialog');
      await field(t('accounts:person.email'), dialog).fill(email);
      await dialog.getByRole('combobox', { name: t('accounts:people.role') }).click();
      await page.getByRole('option', { name: t(`ui:role.${role}`), exact: true }).click();
      await button(t('accounts:invite.verb'), dialog).click();
      await says(t('accounts:invite.not_mailed', { email }));
      link = await field(t('accounts:invite.link'), dialog).inputValue();
    });

    await visit(browser, product.origin, { language }, async (at) => {
      const { page, t, go, field, button, heading, shot } = at;
      await go(link);
      await heading(t('accounts:invitation.title', { workspace: 'Roles' }));
      await field(t('accounts:person.name')).fill('Ирина');
      await field(t('accounts:person.password')).fill(password);
      await button(t('accounts:invitation.join')).click();
      await page.waitForURL(`**/w/${boss.workspaceId}/**`);
      await heading(t('today:title'));
      await seesOnly(at, role);
      await shot(`menu-${role}`);
      for (const closed of pages.filter((p) => !may(role, p.can) && !p.path.includes('$'))) {
        await go(`/w/${boss.workspaceId}${closed.path}`);
        await heading(t('ui:not_found.title'));
      }
      const program = client(product.origin);
      const { name, value } = (await at.context.cookies()).find((cookie) => cookie.name.endsWith('session'))!;
      for (const e of reads) {
        const path = routeOf(e).replace(':workspaceId', boss.workspaceId).replace(/:\w+/g, '0199a0a0-0000-7000-8000-000000000000');
        const { status } = await program.ask('GET', path, undefined, { cookie: `${name}=${value}` });
        if (may(role, e.can as Permission)) expect(status, `GET ${path}`).not.toBe(403);
        else expect(status, `GET ${path}`).toBe(403);
      }
    });
    const { members } = await boss.call(listMembers, { workspaceId: boss.workspaceId });
    expect(members.find((m) => m.email === email)).toMatchObject({ name: 'Ирина', role });
  },
);

const may = (role: Role, permission: Permission) => granted[role].includes(permission);

/** The menu and the palette offer the pages of the role and no other. */
async function seesOnly({ page, t }: Visit, role: Role): Promise<void> {
  const open = sections.filter((section) => section.pages.some((p) => p.menu && may(role, p.can)));
  const menu = page.getByRole('navigation', { name: t('ui:navigation') }).getByRole('link');
  const tops = (await menu.allInnerTexts()).filter((text) => sections.some(({ id }) => t(`ui:nav.${id}`) === text));
  expect(tops).toEqual(open.map(({ id }) => t(`ui:nav.${id}`)));
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder(t('ui:palette.placeholder'), { exact: true }).waitFor();
  const offered = await page.getByRole('dialog').innerText();
  for (const p of pages.filter((p) => p.menu)) {
    const name = t(`ui:nav.${p.menu}`);
    if (may(role, p.can)) expect(offered, name).toContain(name);
    else expect(offered.split('\n'), name).not.toContain(name);
  }
  await page.keyboard.press('Escape');
}
