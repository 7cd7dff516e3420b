/** The same paper for a friend: a link with the 卷号. */
import { paperRoute } from '../../routes.ts';
import { CopyLink } from '../CopyLink.tsx';

export const Share = ({ number }: { number: string }) => (
  <CopyLink
    link={new URL(paperRoute(number), location.href).href}
    label="复制链接发给同学"
    to="这份试卷"
    done="已复制，发给同学就能做同一份试卷。"
  />
);
