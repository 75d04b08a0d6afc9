import '@mantine/spotlight/styles.css';
import { createSpotlight, Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useSession, useWorkspace } from '../session.ts';
import { aside, openPages, type PageEntry, sections } from '../sitemap.ts';
import { useOffered } from './actions.ts';
import { Icon, type IconName } from './icon.tsx';
import { usePreferences } from './preferences.ts';

const [store, spotlight] = createSpotlight();

/** The keyboard palette: go to a page or a company, or do something. `request` grows each time it is asked for. */
export default function Palette({ request }: { request: number }) {
  const { t, i18n } = useTranslation('ui');
  const can = useCan();
  const here = useWorkspace();
  const workspaces = useSession()?.workspaces ?? [];
  const navigate = useNavigate();
  const offered = useOffered();
  const { setLanguage, setTheme } = usePreferences();
  useEffect(() => {
    if (request) spotlight.open();
  }, [request]);

  const line = (id: string, label: string, icon: IconName, run: () => void, description?: string): SpotlightActionData => ({
    id,
    label,
    description,
    leftSection: <Icon name={icon} size={20} />,
    onClick: run,
  });
  const page = (p: PageEntry, icon: IconName, section?: string) =>
    line(p.path, t(`nav.${p.menu}`), p.icon ?? icon, () => void navigate({ to: `/w/${here.id}${p.path}` }), section ? t(`nav.${section}`) : undefined);

  const groups: SpotlightActionGroupData[] = [
    { group: t('palette.here'), actions: offered.map((a) => line(a.id, a.label, a.icon ?? 'arrow', a.run, a.description)) },
    {
      group: t('palette.pages'),
      actions: [
        ...sections.flatMap((s) => openPages(s, can).flatMap((p) => (p.menu ? [page(p, s.icon, p.menu === s.id ? undefined : s.id)] : []))),
        ...aside.filter((p) => can(p.can)).map((p) => page(p, 'arrow')),
      ],
    },
    {
      group: t('palette.workspaces'),
      actions: workspaces.filter((w) => w.id !== here.id).map((w) => line(w.id, w.name, 'company', () => void navigate({ to: `/w/${w.id}` }))),
    },
    {
      group: t('palette.look'),
      actions: [
        i18n.language === 'ru'
          ? line('en', 'English', 'language', () => setLanguage('en'), t('profile.language'))
          : line('ru', 'Русский', 'language', () => setLanguage('ru'), t('profile.language')),
        line('light', t('theme.light'), 'sun', () => setTheme('light'), t('profile.theme')),
        line('dark', t('theme.dark'), 'moon', () => setTheme('dark'), t('profile.theme')),
      ],
    },
  ].filter((g) => g.actions.length);

  return (
    <Spotlight
      store={store}
      shortcut={null}
      actions={groups}
      nothingFound={t('palette.nothing')}
      highlightQuery
      attributes={{ content: { 'aria-label': t('palette.open') } }}
      scrollable
      maxHeight={420}
      searchProps={{ placeholder: t('palette.placeholder'), leftSection: <Icon name="search" />, 'aria-label': t('palette.placeholder') }}
    />
  );
}
