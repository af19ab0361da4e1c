/** What a trained model is judged by. */
package org.koopflow.api.metric;
