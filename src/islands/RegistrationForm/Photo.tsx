/** The photo: chosen or taken, checked by its bytes, cut to 35:49 and 413 × 579 pixels, its background looked at. */
import { useEffect, useState } from 'preact/hooks';
import {
  clampCrop,
  firstCrop,
  frame,
  judgeBackground,
  photoSize,
  readPicture,
  tooLarge,
  type Background,
} from '../../domain/registration/picture.ts';
import { keepPhoto, pastePhoto } from '../../stores/registration.ts';
import { Cropper } from './Cropper.tsx';
import { useDesk } from './desk.ts';
import { Pick } from './Pick.tsx';
import { openScans } from './press.ts';
import { Tick } from './Tick.tsx';

interface Props {
  /** The photo as kept, and its address in memory. */
  readonly photo: Uint8Array<ArrayBuffer> | undefined;
  readonly address: string | undefined;
  /** Changes when the form is emptied: what is open here is then closed. */
  readonly round: number;
}

export function Photo({ photo, address, round }: Props) {
  const desk = useDesk();
  const [picture, setPicture] = useState<ImageBitmap | undefined>(undefined);
  const [background, setBackground] = useState<Background | undefined>(undefined);
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState('');
  const paste = desk.draft.photo === 'paste';
  const problems = desk.problemsAt('photo');

  useEffect(() => {
    setPicture(undefined);
    setBackground(undefined);
    setRefused('');
    setSaid('');
  }, [round]);

  const choose = async (file: File): Promise<void> => {
    setRefused('');
    setSaid('正在打开照片…');
    const refuse = (sentence: string): void => {
      setSaid('');
      setRefused(sentence);
    };
    // The size is asked first, so that a huge file is not even read.
    const large = tooLarge(file.size, 'picture');
    if (large !== undefined) {
      refuse(large);
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const read = readPicture(bytes);
    if (!read.ok) {
      refuse(read.sentence);
      return;
    }
    try {
      const { decode } = await openScans();
      const decoded = await decode(new Blob([bytes], { type: `image/${read.kind}` }));
      const { across } = frame(clampCrop(firstCrop, decoded, photoSize), decoded, photoSize);
      // A photo chosen now is wanted on the sheet.
      pastePhoto(false);
      setPicture(decoded);
      setSaid(
        across < photoSize.width
          ? `照片已打开，但只有 ${String(decoded.width)}×${String(decoded.height)} 像素，印出来会发虚，最好换一张大些的。`
          : '照片已打开。把头像移到框内，松手即自动保留。',
      );
    } catch {
      refuse('浏览器打不开这张照片，它可能已损坏。已填的内容都在，请换一张。');
    }
  };

  return (
    <fieldset class="photo-of" id="photo" tabIndex={-1} aria-describedby="photo-hint photo-err">
      <legend>照片</legend>
      <p class="hint" id="photo-hint">
        二寸免冠蓝底彩色。JPEG、PNG 或 WebP，不超过 15 MB；裁成 35×49 毫米、{photoSize.width}×
        {photoSize.height} 像素（300 dpi），不带拍摄地点等信息。
      </p>
      <div class="photo-cols">
        {picture ? (
          <Cropper
            picture={picture}
            size={photoSize}
            what="照片"
            shape="upright"
            onCut={({ jpeg, pixels }) => {
              keepPhoto(jpeg);
              setBackground(judgeBackground(pixels, photoSize.width));
            }}
          />
        ) : (
          <div class="frame upright">
            {address !== undefined ? (
              <img src={address} width={photoSize.width} height={photoSize.height} alt="已裁好的照片" />
            ) : (
              <p class="empty">35×49 毫米</p>
            )}
          </div>
        )}
        <div class="photo-acts">
          <p class="picks">
            <Pick
              label={photo ? '换一张照片' : '选择照片'}
              accept="image/jpeg,image/png,image/webp"
              onPick={([file]) => {
                if (file) void choose(file);
              }}
            />
            <Pick
              label="拍一张"
              camera="user"
              accept="image/*"
              onPick={([file]) => {
                if (file) void choose(file);
              }}
            />
          </p>
          {address !== undefined && (
            <p>
              <a class="btn quiet" href={address} download="二寸照片-413x579.jpg">
                单独下载照片
              </a>
            </p>
          )}
          <Tick label="打印后粘贴照片" checked={paste} onTick={pastePhoto} />
          {paste && photo && <p class="hint">裁好的照片还留着，只是不印在表上；取消勾选就印上。</p>}
        </div>
      </div>
      <div role="status">
        <p class="mended">{said}</p>
        {background && (
          <p class={background.kind === 'blue' && !background.uneven ? 'mended' : 'err look'}>
            {!(background.kind === 'blue' && !background.uneven) && <b>请核对：</b>}
            {background.sentence}
          </p>
        )}
      </div>
      <div id="photo-err" role="alert">
        {refused !== '' && (
          <p class="err">
            <b>没有采用：</b>
            {refused}
          </p>
        )}
        {refused === '' &&
          problems.map(({ sentence }) => (
            <p class="err" key={sentence}>
              <b>要改：</b>
              {sentence}
            </p>
          ))}
      </div>
    </fieldset>
  );
}
