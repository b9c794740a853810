import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { saveFile } from './saveFile';

/** Saves `text` as a file. @public */
export function DownloadButton(props: {
  name: string;
  text: string;
  label: string;
}) {
  const { name, text, label } = props;
  return (
    <Button
      size="small"
      variant="secondary"
      iconStart={<RiDownloadLine aria-hidden="true" />}
      onPress={() => saveFile(name, new Blob([text]))}
    >
      {label}
    </Button>
  );
}
