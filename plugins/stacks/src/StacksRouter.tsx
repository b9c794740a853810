import { Route, Routes } from 'react-router-dom';
import { ErrorCard } from '@enginehouse/plugin-stacks-react';
import { DeploymentPage } from './deployment/DeploymentPage';
import { EnvironmentsPage } from './environments/EnvironmentsPage';
import { View } from './layout/View';
import { StacksPage } from './list/StacksPage';
import { PlanPage } from './plan/PlanPage';

/** The pages below `/stacks`. */
export function StacksRouter() {
  return (
    <Routes>
      <Route index element={<StacksPage />} />
      <Route path="environments" element={<EnvironmentsPage />} />
      <Route path="plans/:id" element={<PlanPage />} />
      <Route path="deployments/:id" element={<DeploymentPage />} />
      <Route path="*" element={<NoSuchPage />} />
    </Routes>
  );
}

function NoSuchPage() {
  return (
    <View title="Stacks">
      <ErrorCard
        title="There is no such page"
        error={new Error('The address names neither a plan nor a deployment.')}
        advice="Go back to the list of stacks by the tab above."
      />
    </View>
  );
}
