/** The sheet on the screen: the same data and the same glyphs as the PDF, as SVG. */
import type { Font } from '../../pdf/font.ts';
import type { pathOf as PathOf } from '../../pdf/outline.ts';
import type { Mark, Sheet } from '../../domain/registration/sheet.ts';

const point = 25.4 / 72;

export interface Proof {
  readonly sheet: Sheet;
  readonly font: Font;
  readonly pathOf: typeof PathOf;
}

interface Props extends Proof {
  /** Address of the photo in memory. */
  readonly photo: string | undefined;
  /** Addresses of the enclosed pictures in memory, by their names. */
  readonly pictures: ReadonlyMap<string, string>;
}

export function Preview({ sheet, font, pathOf, photo, pictures }: Props) {
  const draw = (mark: Mark, index: number) => {
    switch (mark.kind) {
      case 'box':
        // A path, because a rectangle without height, a line to write on, is not drawn.
        return (
          <path
            key={index}
            d={`M${String(mark.x)} ${String(mark.y)}h${String(mark.width)}v${String(mark.height)}h${String(-mark.width)}z`}
            fill="none"
            stroke="#000"
            stroke-width={mark.weight}
            stroke-dasharray={mark.dashed ? '1.2 1' : undefined}
          />
        );
      case 'photo':
        return photo === undefined ? null : (
          <image key={index} href={photo} x={mark.x} y={mark.y} width={mark.width} height={mark.height} />
        );
      case 'picture': {
        const address = pictures.get(mark.picture);
        return address === undefined ? null : (
          <image
            key={index}
            href={address}
            x={mark.x}
            y={mark.y}
            width={mark.width}
            height={mark.height}
            preserveAspectRatio="none"
          />
        );
      }
      case 'text': {
        const lacking: { character: string; x: number }[] = [];
        const path = pathOf(mark.text, font, (character, x) => lacking.push({ character, x }));
        const unit = (mark.size * point) / 1000;
        return (
          <g key={index} transform={`translate(${String(mark.x)} ${String(mark.y)}) scale(${String(unit)})`}>
            <path
              d={path}
              stroke={mark.bold ? '#000' : undefined}
              stroke-width={mark.bold ? 30 : undefined}
            />
            {lacking.map(({ character, x }) => (
              <text key={x} x={x} y={0} font-size={1000}>
                {character}
              </text>
            ))}
          </g>
        );
      }
    }
  };
  return (
    <div class="proof">
      {sheet.pages.map((page, index) => (
        <svg
          key={index}
          class="paper"
          viewBox={`0 0 ${String(page.width)} ${String(page.height)}`}
          role="img"
          aria-label={`${sheet.title}预览，第 ${String(index + 1)} 页，共 ${String(sheet.pages.length)} 页。内容与左侧各栏相同。`}
        >
          <rect width={page.width} height={page.height} fill="#fff" />
          {page.marks.map(draw)}
        </svg>
      ))}
    </div>
  );
}
