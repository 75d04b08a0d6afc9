import { Menu } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut } from '../../accounts/contract.ts';
import { useSend } from '../send.ts';
import { ProfileFace } from './faces.tsx';
import { Icon } from './icon.tsx';
import { useGo } from './link.tsx';
import { usePreferences } from './preferences.ts';

const themes = [
  { value: 'light', icon: 'sun' },
  { value: 'dark', icon: 'moon' },
  { value: 'auto', icon: 'auto' },
] as const;

/** Oneself: profile, language, theme, the way out. */
export default function ProfileMenu({ compact }: { compact?: boolean }) {
  const { t, i18n } = useTranslation('ui');
  const { theme, setTheme, setLanguage } = usePreferences();
  const go = useGo();
  const button = useRef<HTMLButtonElement>(null); // the menu was opened by the button that stood here before it
  const leave = useSend(signOut, { done: () => location.assign('/sign-in') }); // a full load forgets everything the session has seen
  return (
    <Menu defaultOpened onClose={() => button.current?.focus()} position={compact ? 'bottom-end' : 'top-start'} width={240}>
      <Menu.Target>
        <ProfileFace ref={button} compact={compact} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="person" size={16} />} onClick={() => go('/profile')}>
          {t('nav.profile')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="book" size={16} />} onClick={() => go('/glossary')}>
          {t('nav.glossary')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('profile.language')}</Menu.Label>
        <Menu.Item
          lang="ru"
          closeMenuOnClick={false}
          rightSection={i18n.language === 'ru' ? <Icon name="check" size={16} /> : null}
          onClick={() => setLanguage('ru')}
        >
          Русский
        </Menu.Item>
        <Menu.Item
          lang="en"
          closeMenuOnClick={false}
          rightSection={i18n.language === 'en' ? <Icon name="check" size={16} /> : null}
          onClick={() => setLanguage('en')}
        >
          English
        </Menu.Item>
        <Menu.Label>{t('profile.theme')}</Menu.Label>
        {themes.map(({ value, icon }) => (
          <Menu.Item
            key={value}
            closeMenuOnClick={false}
            leftSection={<Icon name={icon} size={16} />}
            rightSection={theme === value ? <Icon name="check" size={16} /> : null}
            onClick={() => setTheme(value)}
          >
            {t(`theme.${value}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="leave" size={16} />} onClick={() => void leave.send({})}>
          {t('profile.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
