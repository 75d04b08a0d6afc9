import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AnyEndpoint, Input, Output } from '../platform/endpoint.ts';
import { call, key } from './api.ts';
import { notify } from './ui/notify.tsx';

type Options<E extends AnyEndpoint> = {
  /** Endpoints whose answers this call makes old. */
  touches?: AnyEndpoint[];
  done?: (output: Output<E>) => unknown;
  /** Where the texts of this slice's own reasons are. */
  namespace?: string;
  /** The caller shows the failure itself. */
  quiet?: boolean;
};

/** A write from a button: `const remove = useSend(removeMember, { touches: [listMembers] })`, then `remove.send({ params })`. */
export function useSend<E extends AnyEndpoint>(endpoint: E, { touches = [], done, namespace, quiet }: Options<E> = {}) {
  const client = useQueryClient();
  const mutation = useMutation<Output<E>, unknown, Partial<Input<E>>>({
    mutationFn: (input) => call(endpoint, input),
    onSuccess: async (output) => {
      await Promise.all(touches.map((e) => client.invalidateQueries({ queryKey: key(e) })));
      await done?.(output);
    },
    onError: (error) => {
      if (!quiet) notify.failed(error, namespace);
    },
  });
  return {
    /** Resolves to true when it went through; a failure has been shown (or is in `failure` when quiet). */
    send: (input: Partial<Input<E>>) =>
      mutation.mutateAsync(input).then(
        () => true,
        () => false,
      ),
    busy: mutation.isPending,
    failure: mutation.error,
    input: mutation.variables,
  };
}
