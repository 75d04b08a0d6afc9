import { Badge, Box, Menu, UnstyledButton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession, useWorkspace } from '../session.ts';
import { Icon } from './icon.tsx';
import { useGo } from './link.tsx';
import classes from './shell.module.css';

/** Which company this is, and the way to the others. */
export function WorkspaceMenu() {
  const { t } = useTranslation('ui');
  const here = useWorkspace();
  const all = useSession()?.workspaces ?? [];
  const navigate = useNavigate();
  const go = useGo();
  return (
    <Menu position="bottom-start" width={264}>
      <Menu.Target>
        <UnstyledButton className={classes.workspace} aria-label={t('workspace.switch', { name: here.name })}>
          <span className={classes.mark} aria-hidden>
            {here.name.slice(0, 1).toUpperCase()}
          </span>
          <Box miw={0} flex={1}>
            <div className={classes.name}>{here.name}</div>
            <div className={classes.under}>{t(`role.${here.role}`)}</div>
          </Box>
          <Icon name="down" size={14} />
        </UnstyledButton>
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
