import { QueryClient } from '@tanstack/react-query';
import { CallFailed } from './api.ts';

/** What the server has answered. Answers stay fresh for half a minute, so going back to a page shows it at once. */
export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (times, error) => times < 2 && error instanceof CallFailed && (error.code === 'offline' || error.code === 'unavailable'),
    },
    mutations: { retry: false },
  },
});
