/**
 * The packet as a web page: the same content in tables with headings, for readers that cannot use the PDF and
 * for printing without it. Takes its places from the sheet's own layout.
 */
import { useEffect, useRef } from 'preact/hooks';
import type { PlainDate } from '../../domain/calendar.ts';
import {
  letterText,
  nameOf,
  sides,
  type Enclosure,
  type Scan,
} from '../../domain/registration/enclosures.ts';
import type { Registration } from '../../domain/registration/form.ts';
import {
  standardLayout as layout,
  type Box,
  type FieldRow,
  type Table,
} from '../../domain/registration/layout.ts';
import { cellText } from '../../domain/registration/sheet.ts';

type Entries = Pick<Registration, 'text' | 'rows' | 'photo'>;
interface Props {
  readonly registration: Entries;
  readonly enclosures: readonly Enclosure[];
  /** Addresses in memory. */
  readonly photo: string | undefined;
  readonly pictures: ReadonlyMap<string, string>;
  readonly day: PlainDate;
  readonly onBack: () => void;
}

/** A heading set on two lines on paper is one word here. */
const plain = (text: string): string => text.replaceAll(/\s/g, '');

/* eslint-disable jsx-a11y-x/no-redundant-roles, jsx-a11y-x/no-interactive-element-to-noninteractive-role --
   where the screen is narrow these are laid out as no table, and Safari then takes them for none unless they say so */
function Cells({ row, text, across }: { row: FieldRow; text: Entries['text']; across: number }) {
  return (
    <>
      {row.cells.map((cell, index) =>
        cell.kind === 'label' ? (
          <th key={index} scope="row" role="rowheader">
            {plain(cell.text)}
          </th>
        ) : (
          <td
            key={index}
            role="cell"
            colSpan={index === row.cells.length - 1 ? across - row.cells.length + 1 : 1}
          >
            {text[cell.field]}
          </td>
        ),
      )}
    </>
  );
}

function Fields({ registration: { text, photo: wanted }, photo }: Pick<Props, 'registration' | 'photo'>) {
  const { besidePhoto, belowPhoto } = layout;
  return (
    <table class="printed-fields" role="table">
      <caption>报名人与报考</caption>
      <tbody role="rowgroup">
        {besidePhoto.map((row, index) => (
          <tr key={index} role="row">
            <Cells row={row} text={text} across={4} />
            {index === 0 && (
              <td rowSpan={besidePhoto.length} role="cell" class="printed-photo">
                {wanted === 'ready' && photo !== undefined ? (
                  <img src={photo} alt="报名人照片" width={413} height={579} />
                ) : (
                  '贴二寸照片'
                )}
              </td>
            )}
          </tr>
        ))}
        {belowPhoto.map((row, index) => (
          <tr key={index} role="row">
            <Cells row={row} text={text} across={5} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/* eslint-enable jsx-a11y-x/no-redundant-roles, jsx-a11y-x/no-interactive-element-to-noninteractive-role */

function History({ table, rows }: { table: Table; rows: Entries['rows'] }) {
  const entered = rows[table.section];
  return (
    <table>
      <caption>{table.label}</caption>
      <thead>
        <tr>
          {table.columns.map(({ id, label }) => (
            <th key={id} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entered.map((period, index) => (
          <tr key={index}>
            {table.columns.map(({ id }, column) =>
              column === 0 ? (
                <th key={id} scope="row" class="num">
                  {cellText(period, id)}
                </th>
              ) : (
                <td key={id}>{cellText(period, id)}</td>
              ),
            )}
          </tr>
        ))}
        {entered.length === 0 && (
          <tr>
            <td colSpan={table.columns.length}>无</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Stamped({ box }: { box: Box }) {
  return (
    <section class="printed-box">
      <h2>{box.label}</h2>
      {box.text !== '' && <p>{box.text}</p>}
      {box.foot.map((line) => (
        <p key={line} class="printed-foot">
          {line}
        </p>
      ))}
    </section>
  );
}

function Picture({ scan, name, address }: { scan: Scan; name: string; address: string | undefined }) {
  return <img src={address} alt={name} width={scan.width} height={scan.height} />;
}

function Enclosed({ one, props }: { one: Enclosure; props: Props }) {
  const { pictures, registration, day } = props;
  const name = nameOf(one);
  switch (one.kind) {
    case 'identity':
      return (
        <section class="printed-page">
          <h2>{name}</h2>
          {(['front', 'back'] as const).map((side) => {
            const scan = one[side];
            return (
              <figure key={side} class="printed-card">
                {scan ? (
                  <Picture scan={scan} name={`${name}：${sides[side]}`} address={pictures.get(scan.id)} />
                ) : (
                  <p>（待补）</p>
                )}
                <figcaption>{sides[side]}</figcaption>
              </figure>
            );
          })}
        </section>
      );
    case 'scan':
      return (
        <section class="printed-page">
          <h2>{name}</h2>
          {one.pages.map((scan, index) => (
            <p key={scan.id} class="printed-scan">
              <Picture
                scan={scan}
                name={`${name}第 ${String(index + 1)} 页`}
                address={pictures.get(scan.id)}
              />
            </p>
          ))}
        </section>
      );
    case 'letter': {
      const words = letterText(one, registration, day);
      if (!words) return null;
      return (
        <section class="printed-page">
          <h2>{words.title}</h2>
          <p>{words.opening}</p>
          <table>
            <caption class="visually-hidden">任职情况</caption>
            <thead>
              <tr>
                {words.heads.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {words.rows.map(([period, post, duties], index) => (
                <tr key={index}>
                  <th scope="row" class="num">
                    {period}
                  </th>
                  <td>{post}</td>
                  <td>{duties}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {words.closing.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <div class="printed-sign">
            {words.lines.map(([label, value]) => (
              <p key={label}>
                {label}
                {value}
              </p>
            ))}
            <p>{words.date}</p>
          </div>
          <p class="small">{words.foot}</p>
        </section>
      );
    }
  }
}

export function Printed(props: Props) {
  const { registration, enclosures, photo, onBack } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus();
    scrollTo(0, 0);
  }, []);
  const marked = enclosures.some((one) => one.kind === 'identity' && one.watermark);
  return (
    <div class="printed">
      <div class="no-print">
        <p class="bar">
          这是网页版，内容与 PDF 相同，读屏软件能逐项读；也可以直接打印（A4
          纸、100%）。还没填的、没核对的按现在的样子显示。
          {marked && '身份证的水印只画在 PDF 里。'}
        </p>
        <p class="acts">
          <button
            type="button"
            class="btn"
            onClick={() => {
              print();
            }}
          >
            打印
          </button>
          <button type="button" class="btn quiet" onClick={onBack}>
            回去填写
          </button>
        </p>
      </div>
      <div class="printed-sheet">
        <h1 class="printed-title" tabIndex={-1} ref={title}>
          {layout.title}
        </h1>
        <p class="small">{layout.subtitle}</p>
        {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- what scrolls must be reached by keys */}
        <div class="scroll" role="region" aria-label="报名审核表" tabIndex={0}>
          <Fields registration={registration} photo={photo} />
          {layout.tables.map((table) => (
            <History key={table.section} table={table} rows={registration.rows} />
          ))}
        </div>
        <Stamped box={layout.pledge.box} />
        <div class="printed-stamps">
          {layout.stamps.boxes.map((box) => (
            <Stamped key={box.label} box={box} />
          ))}
        </div>
        {enclosures.map((one) => (
          <Enclosed key={one.id} one={one} props={props} />
        ))}
      </div>
    </div>
  );
}
