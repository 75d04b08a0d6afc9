import { Badge, Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useWorkspace } from '../session.ts';
import { WorkspaceFace } from './faces.tsx';
import { Icon } from './icon.tsx';
import { useGo } from './link.tsx';

/** Which company this is, and the way to the others. */
export default function WorkspaceMenu() {
  const { t } = useTranslation('ui');
  const here = useWorkspace();
  const all = useSession()?.workspaces ?? [];
  const navigate = useNavigate();
  const go = useGo();
  const button = useRef<HTMLButtonElement>(null); // the menu was opened by the button that stood here before it
  return (
    <Menu defaultOpened onClose={() => button.current?.focus()} position="bottom-start" width={264}>
      <Menu.Target>
        <WorkspaceFace ref={button} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('workspace.mine')}</Menu.Label>
        {all.map((w) => (
          <Menu.Item
            key={w.id}
            onClick={() => void navigate({ to: `/w/${w.id}` })}
            rightSection={w.id === here.id ? <Icon name="check" size={16} /> : null}
            aria-current={w.id === here.id || undefined}
          >
            {w.name}
            {w.demo ? (
              <Badge size="xs" color="amber" variant="light" ml={6} tt="none">
                {t('demo.badge')}
              </Badge>
            ) : null}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="plus" size={16} />} onClick={() => go('/new-workspace')}>
          {t('nav.new_workspace')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
