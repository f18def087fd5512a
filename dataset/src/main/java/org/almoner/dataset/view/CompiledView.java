package org.almoner.dataset.view;

import java.util.List;

import org.almoner.dataset.row.Column;

/**
 * @param doings which expression each number means, in messages
 * @param registers how many iterations it has, with the resource as the first
 */
record CompiledView(
        String label, List<Column> columns, List<Expression> where, Step rows, List<String> doings, int registers) {

    String doing(int number) {
        return number < doings.size() ? doings.get(number) : "";
    }

    /** @return whether the resource has rows; {@code focus[0]} is the resource */
    boolean wants(Evaluation e) {
        for (int i = 0; i < where.size(); i++) {
            e.doing = i;
            if (where.get(i).truth(e, e.focus[0]) != Expression.TRUE) {
                return false;
            }
        }
        return true;
    }
}
