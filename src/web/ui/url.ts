import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { z } from 'zod';

/**
 * State in the address bar, so that a view can be linked, reloaded and stepped back from: `const [url, setUrl] = useUrl(schema)`.
 * A field that does not parse counts as absent; setting undefined removes it.
 */
export function useUrl<S extends z.ZodObject>(schema: S): [Partial<z.output<S>>, (patch: Partial<z.input<S>>) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const state = useMemo(() => {
    const known: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(schema.shape)) {
      const parsed = (field as z.ZodType).safeParse(search[name]);
      if (search[name] !== undefined && parsed.success) known[name] = parsed.data;
    }
    return known as Partial<z.output<S>>;
  }, [schema, search]);
  const set = (patch: Partial<z.input<S>>) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, ...patch })) as never, replace: true, resetScroll: false });
  return [state, set];
}
