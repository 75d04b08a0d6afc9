import { ActionIcon, AppShell, Box, Group, UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkspace } from '../session.ts';
import { ProfileFace, WorkspaceFace } from './faces.tsx';
import { Icon } from './icon.tsx';
import { later } from './later.tsx';
import { Navigation, PagesOfSection, Tabs } from './navigation.tsx';
import { useProfilePreferences } from './preferences.ts';
import classes from './shell.module.css';
import { Loading } from './states.tsx';

const Palette = lazy(() => import('./palette.tsx'));
const DemoBanner = lazy(() => import('./demo-banner.tsx'));
const WorkspaceMenu = later(() => import('./workspace-menu.tsx'), WorkspaceFace);
const ProfileMenu = later(() => import('./profile-menu.tsx'), ProfileFace);

/** The frame around every page of a workspace: the menu on the left of a desk, along the bottom of a phone. */
export function Shell() {
  const { t } = useTranslation('ui');
  const workspace = useWorkspace();
  useProfilePreferences();
  const [palette, setPalette] = useState({ wanted: false, times: 0 });
  const openPalette = () => setPalette(({ times }) => ({ wanted: true, times: times + 1 }));
  useHotkeys([['mod+K', openPalette]], []);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-demo', workspace.demo);
  }, [workspace.demo]);

  return (
    <AppShell
      header={{ height: { base: 52, sm: 0 } }}
      navbar={{ width: 236, breakpoint: 'sm', collapsed: { mobile: true } }}
      footer={{ height: { base: 60, sm: 0 } }}
      padding={0}
    >
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <AppShell.Header hiddenFrom="sm" className={classes.bar}>
        <Group h="100%" px="sm" justify="space-between" wrap="nowrap">
          <WorkspaceMenu />
          <Group gap={4} wrap="nowrap">
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('palette.open')} onClick={openPalette}>
              <Icon name="search" />
            </ActionIcon>
            <ProfileMenu compact />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar visibleFrom="sm" className={classes.side}>
        <Box p="sm">
          <WorkspaceMenu />
          <UnstyledButton className={classes.search} onClick={openPalette} aria-keyshortcuts="Control+K Meta+K">
            <Icon name="search" size={16} />
            <span>{t('palette.placeholder_short')}</span>
            <kbd aria-hidden>{/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'}</kbd>
          </UnstyledButton>
        </Box>
        <Navigation />
        <Box p="sm" mt="auto">
          <ProfileMenu />
        </Box>
      </AppShell.Navbar>
      <AppShell.Main className={classes.main}>
        {workspace.demo ? (
          <Suspense>
            <DemoBanner />
          </Suspense>
        ) : null}
        <PagesOfSection />
        <div id="content" tabIndex={-1} className={classes.content}>
          <Suspense fallback={<Loading lines={7} />}>
            <Outlet />
          </Suspense>
        </div>
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm" className={classes.bar}>
        <Tabs />
      </AppShell.Footer>
      {palette.wanted ? (
        <Suspense>
          <Palette request={palette.times} />
        </Suspense>
      ) : null}
    </AppShell>
  );
}
