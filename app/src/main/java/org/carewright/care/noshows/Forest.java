package org.carewright.care.noshows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * A random forest of shallow trees with large leaves (Tribuo): what it answers is the mean share of missed visits among those
 * alike, and so a probability without further correction.
 */
final class Forest {

    private static final int TREES = 60;
    private static final int DEPTH = 9;
    private static final float SMALLEST_LEAF = 60;
    private static final float FEATURES_TRIED = 0.5f;
    private static final long SEED = 20_261_124;
    private static final String MISSED = "missed";
    private static final String KEPT = "kept";

    /** It reports each tree otherwise. */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    private final Model<Label> model;
    private final String[] names;

    private Forest(Model<Label> model, int features) {
        this.model = model;
        this.names = names(features);
    }

    /**
     * @param rows features, each row in the same order
     * @param missed the outcome of each row; both outcomes must occur
     */
    static Forest grown(List<double[]> rows, List<Boolean> missed) {
        TRIBUO.setLevel(Level.WARNING);
        var labels = new LabelFactory();
        var data = new MutableDataset<Label>(new SimpleDataSourceProvenance("visits", labels), labels);
        var names = names(rows.getFirst().length);
        IntStream.range(0, rows.size())
                .forEach(i -> data.add(new ArrayExample<>(label(missed.get(i)), names, rows.get(i))));
        var tree =
                new CARTClassificationTrainer(DEPTH, SMALLEST_LEAF, 0f, FEATURES_TRIED, false, new GiniIndex(), SEED);
        var trainer = new RandomForestTrainer<>(tree, new FullyWeightedVotingCombiner(), TREES, SEED);
        return new Forest(trainer.train(data), names.length);
    }

    /** Between 0 and 1. */
    double probability(double[] row) {
        var scores = model.predict(new ArrayExample<>(label(false), names, row)).getOutputScores();
        var missed = scores.get(MISSED);
        return missed == null ? 0 : missed.getScore();
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var zipped = new GZIPOutputStream(bytes)) {
            model.serializeToStream(zipped);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @param features how many a row has */
    static Forest of(byte[] bytes, int features) {
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new Forest(Model.deserializeFromStream(unzipped).castModel(Label.class), features);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Label label(boolean missed) {
        return new Label(missed ? MISSED : KEPT);
    }

    private static String[] names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "f%02d".formatted(i)).toArray(String[]::new);
    }
}
