import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';

/** Saves `text` as a file. @public */
export function DownloadButton(props: {
  name: string;
  text: string;
  label: string;
}) {
  const { name, text, label } = props;
  const download = () => {
    const url = URL.createObjectURL(new Blob([text]));
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = name;
    anchor.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button
      size="small"
      variant="secondary"
      iconStart={<RiDownloadLine aria-hidden="true" />}
      onPress={download}
    >
      {label}
    </Button>
  );
}
