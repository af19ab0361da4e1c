package org.koopflow.numerics.exponential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.Matrix;

/**
 * A matrix and its exponential, computed to 40 digits and rounded.
 *
 * @param name what the case is known as
 * @param a the matrix
 * @param exponential e^a
 * @param mark relative error in the 1-norm that SciPy makes
 */
record ReferenceCase(String name, Matrix a, Matrix exponential, double mark) {
  static List<ReferenceCase> all() throws IOException {
    List<ReferenceCase> cases = new ArrayList<>();
    try (InputStream stream = ReferenceCase.class.getResourceAsStream("expm.json")) {
      for (JsonNode node : new ObjectMapper().readTree(stream).get("cases")) {
        cases.add(
            new ReferenceCase(
                node.get("name").asText(),
                matrix(node.get("A")),
                matrix(node.get("expA")),
                node.get("scipyRelativeError1Norm").asDouble()));
      }
    }
    return cases;
  }

  private static Matrix matrix(JsonNode rows) {
    double[][] data = new double[rows.size()][];
    for (int i = 0; i < data.length; i++) {
      data[i] = new double[rows.get(i).size()];
      for (int j = 0; j < data[i].length; j++) {
        data[i][j] = rows.get(i).get(j).asDouble();
      }
    }
    return Matrix.ofRows(data);
  }

  double error(Matrix computed) {
    return relativeError(computed, exponential);
  }

  static double relativeError(Matrix computed, Matrix expected) {
    return computed.plus(-1, expected).norm1() / expected.norm1();
  }

  @Override
  public String toString() {
    return name;
  }
}
