package com.example.stranger;

import org.koopflow.testkit.TermContract;

class EnergyTermTest implements TermContract<EnergyTermProvider.Settings> {
  @Override
  public EnergyTermProvider provider() {
    return new EnergyTermProvider();
  }
}
