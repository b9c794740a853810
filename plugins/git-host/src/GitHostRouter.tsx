import { Route, Routes } from 'react-router-dom';
import { Container, Header } from '@backstage/ui';
import { PasswordPanel } from './PasswordPanel';
import { RepositoryPage } from './RepositoryPage';

/** The pages below `/git-host`: a password for git, and each repository's own. */
export function GitHostRouter() {
  return (
    <Routes>
      <Route path=":owner/:name/*" element={<RepositoryPage />} />
      <Route
        path="*"
        element={
          <main>
            <Header title="Git" />
            <Container>
              <PasswordPanel />
            </Container>
          </main>
        }
      />
    </Routes>
  );
}
