import { expect, test } from 'vitest';
import { permissionsOf, roles } from '../permissions.ts';
import en from './locales/en/ui.ts';
import ru from './locales/ru/ui.ts';
import { aside, firstPage, openPages, sections } from './sitemap.ts';

const all = [...sections.flatMap((s) => s.pages), ...aside];

test('every section and every page of the menu has its name in both languages', () => {
  const names = [...sections.map((s) => s.id), ...all.flatMap((p) => p.menu ?? [])];
  for (const name of names) for (const texts of [ru, en]) expect(texts.nav, name).toHaveProperty(name);
});

test('no two pages share a path', () => {
  expect(new Set(all.map((p) => p.path)).size).toBe(all.length);
});

test('everybody lands on a page that is open to them, and sees no section they may not enter', () => {
  for (const role of roles) {
    const may = permissionsOf(role);
    const landing = all.find((p) => p.path === firstPage((p) => may.has(p)));
    expect(landing && may.has(landing.can), role).toBe(true);
  }
  const seen = (role: (typeof roles)[number]) => sections.filter((s) => openPages(s, (p) => permissionsOf(role).has(p)).length).map((s) => s.id);
  expect(seen('owner')).toEqual(sections.map((s) => s.id));
  expect(seen('sales')).not.toContain('channels');
  expect(seen('sales')).not.toContain('settings');
  expect(seen('contractor')).not.toContain('leads');
});
