import { ActionIcon, Avatar, Box, UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useWorkspace } from '../session.ts';
import { Icon } from './icon.tsx';
import type { FaceProps } from './later.tsx';
import classes from './shell.module.css';

/** The button of the workspace menu: which company this is. Its name begins with what is seen, so that it can be called by voice (WCAG 2.5.3). */
export function WorkspaceFace(props: FaceProps & { ref?: Ref<HTMLButtonElement> }) {
  const { t } = useTranslation('ui');
  const here = useWorkspace();
  return (
    <UnstyledButton className={classes.workspace} aria-haspopup="menu" {...props}>
      <span className={classes.mark} aria-hidden>
        {here.name.slice(0, 1).toUpperCase()}
      </span>
      <Box miw={0} flex={1}>
        <div className={classes.name}>{here.name}</div>
        <div className={classes.under}>{t(`role.${here.role}`)}</div>
      </Box>
      <VisuallyHidden>{t('workspace.switch')}</VisuallyHidden>
      <Icon name="down" size={14} />
    </UnstyledButton>
  );
}

/** The button of the profile menu: who this is; on a phone only the picture. */
export function ProfileFace({ compact, ...props }: FaceProps & { compact?: boolean; ref?: Ref<HTMLButtonElement> }) {
  const { t } = useTranslation('ui');
  const person = useSession()?.person;
  const avatar = <Avatar name={person?.name} size={compact ? 30 : 32} color="brand" variant="light" alt="" aria-hidden />;
  if (compact)
    return (
      <ActionIcon variant="transparent" size="lg" aria-label={t('profile.menu')} aria-haspopup="menu" {...props}>
        {avatar}
      </ActionIcon>
    );
  return (
    <UnstyledButton className={classes.workspace} aria-haspopup="menu" {...props}>
      {avatar}
      <Box miw={0} flex={1}>
        <div className={classes.name}>{person?.name}</div>
        <div className={classes.under}>{person?.email}</div>
      </Box>
      <VisuallyHidden>{t('profile.menu')}</VisuallyHidden>
      <Icon name="up" size={14} />
    </UnstyledButton>
  );
}
