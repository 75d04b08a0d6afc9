import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useWorkspace } from '../session.ts';
import { openPages, type PageEntry, type Section, sections } from '../sitemap.ts';
import { Icon } from './icon.tsx';
import classes from './shell.module.css';

type Open = Section & { pages: PageEntry[]; here: boolean };

function useMenu() {
  const can = useCan();
  const { id } = useWorkspace();
  const { pathname } = useLocation();
  const base = `/w/${id}`;
  const path = pathname.slice(base.length);
  const longest = sections
    .flatMap((s) => s.pages)
    .filter((p) => p.menu && (path === p.path || path.startsWith(`${p.path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0];
  const open = sections
    .map(
      (s): Open => ({
        ...s,
        pages: openPages(s, can).filter((p) => p.menu),
        here: s.pages.some((p) => path === p.path || path.startsWith(`${p.path.replace(/\/[:$].*/, '')}/`)),
      }),
    )
    .filter((s) => s.pages.length);
  return { open, base, current: longest };
}

/** The sections, and under the one we are in its pages. */
export function Navigation() {
  const { t } = useTranslation('ui');
  const { open, base, current } = useMenu();
  return (
    <nav className={classes.nav} aria-label={t('navigation')}>
      {open.map((s) => (
        <div key={s.id}>
          <Link
            to={base + s.pages[0]!.path}
            className={classes.link}
            data-open={s.here || undefined}
            aria-current={s.here && s.pages.length === 1 ? 'page' : undefined}
          >
            <Icon name={s.icon} />
            {t(`nav.${s.id}`)}
          </Link>
          {s.here && s.pages.length > 1
            ? s.pages.map((p) => (
                <Link
                  key={p.path}
                  to={base + p.path}
                  className={`${classes.link} ${classes.sub}`}
                  data-open={p === current || undefined}
                  aria-current={p === current ? 'page' : undefined}
                >
                  {t(`nav.${p.menu}`)}
                </Link>
              ))
            : null}
        </div>
      ))}
    </nav>
  );
}

/** The sections along the bottom of a phone. */
export function Tabs() {
  const { t } = useTranslation('ui');
  const { open, base } = useMenu();
  return (
    <nav className={classes.tabs} aria-label={t('navigation')}>
      {open.map((s) => (
        <Link key={s.id} to={base + s.pages[0]!.path} className={classes.tab} data-open={s.here || undefined} aria-current={s.here ? 'page' : undefined}>
          <Icon name={s.icon} size={22} />
          {t(`nav.${s.id}`)}
        </Link>
      ))}
    </nav>
  );
}

/** On a phone the pages of the section we are in stand in a row above the page. */
export function PagesOfSection() {
  const { t } = useTranslation('ui');
  const { open, base, current } = useMenu();
  const here = open.find((s) => s.here);
  const row = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is marked, not another row
  useEffect(() => row.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' }), [current]);
  if (!here || here.pages.length < 2) return null;
  return (
    <nav ref={row} className={`${classes.pages} mantine-hidden-from-sm`} aria-label={t(`nav.${here.id}`)}>
      {here.pages.map((p) => (
        <Link key={p.path} to={base + p.path} className={classes.chip} data-open={p === current || undefined} aria-current={p === current ? 'page' : undefined}>
          {t(`nav.${p.menu}`)}
        </Link>
      ))}
    </nav>
  );
}
