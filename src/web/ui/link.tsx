import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWorkspace } from '../session.ts';

type Search = Record<string, string | number | boolean | undefined>;
type Target = {
  /** A page of this workspace: /plan, /channels. */
  to: `/${string}`;
  search?: Search;
  hash?: string;
  children: ReactNode;
};

const address = (workspaceId: string, path: string) => `/w/${workspaceId}${path}`;

/** A link to a page of this workspace. */
export function To({ to, search, hash, children, ...look }: Target & AnchorProps) {
  const { id } = useWorkspace();
  return (
    <Anchor component={Link} to={address(id, to)} search={search as never} hash={hash} {...look}>
      {children}
    </Anchor>
  );
}

/** A button that goes to a page of this workspace. */
export function ToButton({ to, search, hash, children, ...look }: Target & ButtonProps) {
  const { id } = useWorkspace();
  return (
    <Button component={Link} to={address(id, to)} search={search as never} hash={hash} {...look}>
      {children}
    </Button>
  );
}

/** Goes to a page of this workspace from code: `const go = useGo(); go('/plan', { from })`. */
export function useGo(): (to: `/${string}`, search?: Search) => void {
  const { id } = useWorkspace();
  const navigate = useNavigate();
  return (to, search) => void navigate({ to: address(id, to), search: search as never });
}
