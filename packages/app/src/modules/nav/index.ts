import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SidebarContent } from './Sidebar';
import { StartPage } from './StartPage';

export const navModule = createFrontendModule({
  pluginId: 'app',
  extensions: [SidebarContent, StartPage],
});
