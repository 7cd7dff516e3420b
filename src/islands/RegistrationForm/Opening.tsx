/**
 * What stands on the page until the form opens, and all there is without JavaScript. The form itself is drawn in
 * the browser alone (it computes the sittings of the visitor's day); Astro's client:only would empty its place by
 * innerHTML, which the page's Trusted Types refuse.
 */
import type { ComponentProps } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { routes } from '../../routes.ts';
import RegistrationForm from './RegistrationForm.tsx';

export default function Opening(props: ComponentProps<typeof RegistrationForm>) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    setOpen(true);
  }, []);
  if (open) return <RegistrationForm {...props} />;
  return (
    <div class="waiting">
      <p class="bar">正在打开报名表…这个工具要用浏览器的 JavaScript；一直没有打开，请换一个浏览器。</p>
      <p>
        不用这个工具也能报名：要交的材料在<a href={routes.materials}>报名材料</a>，报考条件在
        <a href={routes.levels}>报考条件</a>，报名表以主办单位提供的为准。
      </p>
    </div>
  );
}
