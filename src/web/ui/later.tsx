import { type ComponentType, lazy, Suspense, useState } from 'react';

export type FaceProps = { onClick?: () => void; onPointerEnter?: () => void; onFocus?: () => void };

/**
 * A menu that is fetched when somebody reaches for it: until then only its button stands there. The menu itself shows the
 * same button, opened, so nothing moves.
 */
export function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>, Face: ComponentType<P & FaceProps>): ComponentType<P> {
  const Menu = lazy(load);
  return function Later(props: P) {
    const [asked, setAsked] = useState(false);
    const near = () => void load();
    if (!asked) return <Face {...props} onClick={() => setAsked(true)} onPointerEnter={near} onFocus={near} />;
    return (
      <Suspense fallback={<Face {...props} />}>
        <Menu {...props} />
      </Suspense>
    );
  };
}
