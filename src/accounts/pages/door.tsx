import { Button, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { speak } from '../../web/i18n.ts';
import { Icon } from '../../web/ui/icon.tsx';
import classes from './door.module.css';

/** The frame of the pages before one is inside: sign-in, set-up, invitation. */
export function Door({ title, text, children, width = 420 }: { title: string; text?: ReactNode; children?: ReactNode; width?: number }) {
  const { i18n } = useTranslation();
  useDocumentTitle(`${title} · Otdel`);
  const other = i18n.language === 'ru' ? 'en' : 'ru';
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <a href="/" className={classes.brand}>
          <img src="/icon.svg" alt="" width={28} height={28} />
          Otdel
        </a>
        <Button size="compact-sm" variant="subtle" color="gray" lang={other} leftSection={<Icon name="language" size={16} />} onClick={() => void speak(other)}>
          {other === 'ru' ? 'Русский' : 'English'}
        </Button>
      </header>
      <main className={classes.main}>
        <div className={classes.card} style={{ maxWidth: width }}>
          <Stack gap="lg">
            <div>
              <Title order={1}>{title}</Title>
              {text ? (
                <Text c="dimmed" size="sm" mt={6} component="div">
                  {text}
                </Text>
              ) : null}
            </div>
            {children}
          </Stack>
        </div>
      </main>
    </div>
  );
}
