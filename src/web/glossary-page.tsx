import { Card, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Entry, type GlossaryGroup, glossary, type Term } from './glossary.ts';
import classes from './glossary-page.module.css';
import { Icon } from './ui/icon.tsx';
import { Page } from './ui/page.tsx';
import { Empty } from './ui/states.tsx';

/** All the words, searchable; #cpl leads to the word itself. */
export default function GlossaryPage() {
  const { t } = useTranslation('glossary');
  const { hash } = useLocation();
  const [wanted, setWanted] = useState('');
  useEffect(() => {
    if (hash) document.getElementById(hash)?.scrollIntoView({ block: 'center' });
  }, [hash]);

  const needle = wanted.trim().toLowerCase();
  const entryOf = (term: Term) => t(`term.${term}`, { returnObjects: true }) as unknown as Entry;
  const found = (Object.keys(glossary) as GlossaryGroup[])
    .map((group) => ({
      group,
      entries: (glossary[group] as readonly Term[])
        .map((term) => ({ term, ...entryOf(term) }))
        .filter((e) => `${e.term} ${e.name} ${e.short ?? ''} ${e.text} ${e.formula ?? ''}`.toLowerCase().includes(needle)),
    }))
    .filter((g) => g.entries.length);

  return (
    <Page title={t('title')} description={t('description')}>
      <TextInput
        maw={420}
        value={wanted}
        onChange={(e) => setWanted(e.currentTarget.value)}
        placeholder={t('search')}
        aria-label={t('search')}
        leftSection={<Icon name="search" size={16} />}
        type="search"
      />
      {found.length === 0 ? <Empty icon="book" title={t('nothing')} /> : null}
      {found.map(({ group, entries }) => (
        <Stack key={group} gap="sm" component="section" aria-labelledby={`group-${group}`}>
          <Title order={2} id={`group-${group}`}>
            {t(`groups.${group}`)}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
            {entries.map((e) => (
              <Card key={e.term} id={e.term} padding="md" className={classes.entry} data-wanted={hash === e.term || undefined}>
                <Title order={3} size="sm">
                  {e.name}
                </Title>
                <Text size="sm" mt={4}>
                  {e.text}
                </Text>
                {e.formula ? <div className={classes.formula}>{e.formula}</div> : null}
              </Card>
            ))}
          </SimpleGrid>
        </Stack>
      ))}
    </Page>
  );
}
